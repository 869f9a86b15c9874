package lazuli.examples.cifar;

import lazuli.nn.Layer;
import lazuli.nn.Module;

/** A network from images (N, 32, 32, 3) to logits (N, classes). */
public abstract class Classifier extends Module implements Layer {}
