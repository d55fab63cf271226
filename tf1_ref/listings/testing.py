# Slide: 'Testing'
# Reconstructed: the code is a picture in the deck. Its text says 'Argmax for prediction' and 'Accuracy is the
# percentage of prediction that is correct'; the slide 'Result' has the two lines printed; `np.reshape` is the
# training loop's.
# Repairs: none.

print("Optimization Finished!")

# Argmax for prediction
prediction = tf.argmax(pred, 1)
# Accuracy is the percentage of prediction that is correct
accuracy = tf.reduce_mean(tf.cast(tf.equal(prediction, tf.argmax(y, 1)), tf.float32))
test_xs = np.reshape(mnist.test.images, [-1, 28, 28, 1])
print("Accuracy:", sess.run(accuracy, feed_dict={x: test_xs, y: mnist.test.labels}))
