/** A modular program: it names one module of Lazuli and opens its models to the search for parameters. */
module spiral {
    requires lazuli.optimizers;

    opens spiral to
            lazuli.nn;
}
