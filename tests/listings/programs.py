"""What each listing needs around it to be a program: other listings, by name, and lines of code (sizes are primes).

Everything is executed in one namespace that has `tf` and `np`, and `shown`: what the expression statements gave.
Python 3.7 reads this file too.
"""

SHOWN = 'shown'

LAYERS = ['dense', 'conv2d']
IMAGES = 'x = h = tf.placeholder(tf.float32, [None, 13, 11, 3])'
RATE = 'learning_rate = 0.1'
MNIST = ['data_loader', *LAYERS, 'cnn', RATE, 'cost']

PROGRAMS = {
    'dense': ['dense', "h = Dense(tf.placeholder(tf.float32, [None, 7]), [7, 11], 'fc')"],
    'initializers': [
        'initializers',
        "weights = [tf.get_variable('W%d' % i, [7, 11], initializer=shown[i]) for i in range(2)]",
    ],
    'mlp': ['dense', RATE, 'mlp'],
    'conv2d': ['conv2d', IMAGES, "h = Conv2D(x, [5, 3, 3, 7], [1, 2, 1, 1], 'VALID', 'conv')"],
    'conv2d_usage': ['conv2d', IMAGES, 'conv2d_usage'],
    'strided_conv': ['conv2d', IMAGES, 'strided_conv', 'h = tf.nn.relu(shown[-1])'],
    'pooling': [IMAGES, 'pooling'],
    'data_loader': ['data_loader', 'images, labels = mnist.train.next_batch(3)'],
    'cnn': [*LAYERS, 'cnn'],
    'cost': [*LAYERS, 'cnn', RATE, 'cost'],
    'training_loop': [*MNIST, 'training_epochs, batch_size, display_step = 2, 53, 1', 'training_loop'],
    'testing': [*MNIST, 'sess = tf.Session()', 'sess.run(tf.global_variables_initializer())', 'testing'],
    'optimizers': ['dense', RATE, 'momentum = 0.9', 'mlp', 'optimizers'],
    'normalization': [
        'X_train, X_test = [np.random.RandomState(seed).rand(53, 7) for seed in (1, 2)]',
        'normalization',
    ],
    'batch_norm': [
        'batch_norm',
        IMAGES,
        "h = BatchNorm(x, tf.placeholder(tf.bool, []), name='bn1')",
        'h = BatchNorm(tf.placeholder(tf.float32, [None, 5]), tf.constant(True), decay=0.9)',
    ],
    'residual_block': [
        'conv2d',
        'batch_norm',
        'is_train = tf.placeholder(tf.bool, [])',
        'x = X = tf.placeholder(tf.float32, [None, 5, 7, 256])',
        'residual_block',
    ],
    'srcnn': ['conv2d', RATE, 'srcnn'],
}
