package lazuli.examples.cifar;

/** What {@code --help} prints. */
final class CifarHelp {
    static final String TEXT = """
        Usage: cifar [OPTIONS]

        Trains an image classifier on CIFAR-10 or CIFAR-100, tells how well it does on each class,
        and keeps the weights of the last finished epoch, also when Ctrl-C ends it.

        What to train
          --dataset NAME      cifar10 or cifar100 (default cifar10)
          --model NAME        small-cnn or resnet18 (default small-cnn)
          --limit N           only the first N training images, and at most N test images

        How to train it
          --epochs N          times to go through the training images (default 30); 0 only tests
          --batch-size N      images in a step (default 64)
          --scheduler NAME    none: AdamW at a constant rate (default)
                              onecycle: SGD that warms up, then slows down along a cosine
          --lr RATE           learning rate of AdamW (default 3e-4)
          --dtype NAME        float32, or bfloat16 with weights in float32 (default float32)
          --augment           shift and mirror training images at random: default with onecycle
          --no-augment        leave them as they are: default otherwise
          --seed N            where all chance comes from (default 1111)
          --cpu               stay on the CPU even if there is a GPU

        Where things are
          --data-dir FOLDER   the official binary release, or the folder it lies in
          --save FILE         weights to write, .npz or .safetensors, or a folder for them
                              (default cifar_lazuli_YYYYMMDD_HHMMSS.npz)
          --load FILE         weights to begin with
          --checkpoint FILE   a .safetensors file to go on from, written after each epoch
          --resume FILE       go on from such a file, with the same options; goes on writing it
          --report FILE       an .html page about the training, written after each epoch
          --logdir FOLDER     curves for TensorBoard
          -h, --help          this text

        Examples
          cifar --limit 2000 --epochs 3                 a first look
          cifar --model resnet18 --scheduler onecycle   the recipe for a good classifier
          cifar --load my.npz --save my.npz             go on with earlier weights
          cifar --load my.npz --epochs 0                see how good they are
          cifar --checkpoint run.safetensors            a training that may be interrupted
          cifar --resume run.safetensors                and go on as if it had not been

        Without --data-dir the data is downloaded once and kept in your cache. Where there is no
        network, a small excerpt that comes with the program stands in for CIFAR-10: the first line
        of the output names the data that is used.
        """;

    private CifarHelp() {}
}
