package lazuli.backend.cpu.onednn;

/** Whether a forward pass keeps what its backward pass will need. */
enum Purpose {
    TRAINING(64),
    INFERENCE(96);

    final int propagation;

    Purpose(int propagation) {
        this.propagation = propagation;
    }
}
