"""`tf.contrib.graph_editor`, written again: views of a part of a graph, their copies, and how they are wired anew."""
