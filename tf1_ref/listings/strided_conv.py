# Slide: 'Pooling in TensorFlow', Strided convolution
# Repairs: none. The name, a bullet on the slide, is a comment here.

# Strided convolution
Conv2D(x, [5,5,3,6], [1,2,2,1], 'SAME', 'conv1')
