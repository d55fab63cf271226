from tf1_ref.compat import sessions, tf


def is_off(session):
    """Whether all of it is off that may change numbers."""
    if session._config is None:
        return False
    options = session._config.graph_options.rewrite_options
    changing = (options.arithmetic_optimization, options.remapping, options.constant_folding, options.layout_optimizer)
    assert not options.disable_meta_optimizer
    return set(changing) == {options.OFF} and options.dependency_optimization == options.ON


def test_sessions_made_within_change_no_number():
    with tf.Graph().as_default(), sessions.grappler(on=False):
        assert is_off(tf.Session())
        config = tf.ConfigProto(inter_op_parallelism_threads=1)
        session = tf.Session(config=config)
        assert is_off(session) and session._config.inter_op_parallelism_threads == 1
        assert not config.graph_options.HasField('rewrite_options')  # the user's own is as it was
        with sessions.grappler(on=True):
            assert not is_off(tf.Session())
        assert is_off(tf.Session())
    assert not is_off(tf.Session(graph=tf.Graph()))


def test_a_config_that_chooses_for_itself_is_left_alone():
    config = tf.ConfigProto()
    config.graph_options.rewrite_options.constant_folding = 1
    with tf.Graph().as_default(), sessions.grappler(on=False):
        assert not is_off(tf.Session(config=config))


def test_how_often_grappler_works_is_no_choice_of_what_it_does():
    config = tf.ConfigProto()
    config.graph_options.rewrite_options.meta_optimizer_iterations = 2  # what an Estimator says that is given no config
    with tf.Graph().as_default(), sessions.grappler(on=False):
        assert is_off(tf.Session(config=config))
