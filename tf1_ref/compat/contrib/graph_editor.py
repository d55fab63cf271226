"""`tf.contrib.graph_editor`: a name of one of its modules is there, and here, too."""

from __future__ import annotations

from tf1_ref.compat.names import lazy

SUPPORTED = {
    'tensorflow.python.ops.op_selector': (
        'get_consuming_ops get_generating_ops get_tensors make_list_of_op make_list_of_t util.get_consuming_ops '
        'util.get_generating_ops util.get_tensors util.make_list_of_op util.make_list_of_t util.check_graphs '
        'util.concatenate_unique util.get_unique_graph util.is_iterable'
    ),
    'tf1_ref.compat.restored.graph_editor.edit': (
        'bypass connect detach detach_control_inputs detach_control_outputs detach_inputs detach_outputs '
        'edit.bypass edit.connect edit.detach edit.detach_control_inputs edit.detach_control_outputs '
        'edit.detach_inputs edit.detach_outputs'
    ),
    'tf1_ref.compat.restored.graph_editor.reroute': (
        'add_control_inputs remove_control_inputs reroute_inputs reroute_ios reroute_outputs reroute_ts swap_inputs '
        'swap_ios swap_outputs swap_ts reroute.add_control_inputs reroute.remove_control_inputs '
        'reroute.reroute_inputs reroute.reroute_ios reroute.reroute_outputs reroute.reroute_ts reroute.swap_inputs '
        'reroute.swap_ios reroute.swap_outputs reroute.swap_ts'
    ),
    'tf1_ref.compat.restored.graph_editor.select': (
        'can_be_regex filter_ops filter_ops_from_regex filter_ts filter_ts_from_regex get_name_scope_ops make_regex '
        'select_ops select_ops_and_ts select_ts select.can_be_regex select.filter_ops select.filter_ops_from_regex '
        'select.filter_ts select.filter_ts_from_regex select.get_name_scope_ops select.make_regex select.select_ops '
        'select.select_ops_and_ts select.select_ts'
    ),
    'tf1_ref.compat.restored.graph_editor.subgraph': (
        'SubGraphView make_view make_view_from_scope sgv=make_view sgv_scope=make_view_from_scope '
        'subgraph.SubGraphView subgraph.make_view subgraph.make_view_from_scope'
    ),
    'tf1_ref.compat.restored.graph_editor.transform': (
        'Transformer TransformerInfo assign_renamed_collections_handler copy copy_op_handler '
        'copy_with_input_replacements graph_replace keep_t_if_possible_handler replace_t_with_placeholder_handler '
        'transform_op_if_inside_handler transform.Transformer transform.TransformerInfo '
        'transform.assign_renamed_collections_handler transform.copy transform.copy_op_handler '
        'transform.copy_with_input_replacements transform.graph_replace transform.keep_t_if_possible_handler '
        'transform.replace_t_with_placeholder_handler transform.transform_op_if_inside_handler'
    ),
    'tf1_ref.compat.restored.graph_editor.util': (
        'ControlOutputs make_placeholder_from_dtype_and_shape make_placeholder_from_tensor placeholder_name '
        'ph=make_placeholder_from_dtype_and_shape util.ControlOutputs util.make_placeholder_from_dtype_and_shape '
        'util.make_placeholder_from_tensor util.placeholder_name util.ListView util.find_corresponding '
        'util.find_corresponding_elem util.flatten_tree util.get_predefined_collection_names '
        'util.scope_basename util.scope_dirname util.scope_finalize util.transform_tree'
    ),
    'tf1_ref.compat.restored.graph_editor.walks': (
        'check_cios compute_boundary_ts get_backward_walk_ops get_forward_walk_ops get_ops_ios '
        'get_walks_intersection_ops get_walks_union_ops get_within_boundary_ops select.check_cios '
        'select.compute_boundary_ts select.get_backward_walk_ops select.get_forward_walk_ops select.get_ops_ios '
        'select.get_walks_intersection_ops select.get_walks_union_ops select.get_within_boundary_ops'
    ),
}
REFUSED = {}

__getattr__, __dir__ = lazy.module('tf.contrib.graph_editor', SUPPORTED, REFUSED, globals())
