import lazuli.core.*;
import static lazuli.core.Mx.*;
var x = array(1f, 2f, 3f)
var gradient = grad(v -> v.square().sum())
System.out.println("gradient " + gradient.apply(x))
/exit
