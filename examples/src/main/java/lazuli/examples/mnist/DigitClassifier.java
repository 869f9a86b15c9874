package lazuli.examples.mnist;

import lazuli.nn.Layer;
import lazuli.nn.Module;

/** A network from images (N, 28, 28, 1) to logits (N, 10). */
public abstract class DigitClassifier extends Module implements Layer {}
