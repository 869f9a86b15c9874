package lazuli.backend.cpu.onednn;

/** The memory a primitive reads or writes, with the library's number for it. */
enum Argument {
    SOURCE(1),
    DESTINATION(17),
    WEIGHTS(33),
    BIAS(41),
    MEAN(49),
    VARIANCE(50),
    SCALE(51),
    SHIFT(52),
    WORKSPACE(64),
    SCRATCHPAD(80),
    SOURCE_GRADIENT(129),
    DESTINATION_GRADIENT(145),
    WEIGHTS_GRADIENT(161),
    BIAS_GRADIENT(169),
    SCALE_GRADIENT(255),
    SHIFT_GRADIENT(256);

    final int number;

    Argument(int number) {
        this.number = number;
    }
}
