package lazuli.backend.cpu;

import lazuli.backend.cpu.lapack.Lapack;
import lazuli.backend.cpu.linalg.Factorizations;
import lazuli.backend.cpu.linalg.JavaFactorizations;
import lazuli.core.backend.Notices;

/** Which factorizations a provider has. LAPACK is loaded, and the log told, when a program first needs one. */
final class LapackOrJava {
    /** The longest short side of matrices that Java factors faster: 20,000 of 4 x 4 take it 40 to 80 percent of LAPACK's time. */
    private static final int MOST_FOR_JAVA = 8;

    private static final Factorizations JAVA = new JavaFactorizations();

    private LapackOrJava() {}

    /** For matrices whose shorter side has length {@code rank}; Java takes those without elements too. */
    static Factorizations by(Provider provider, int rank) {
        return provider.usesOneDnn() && rank > MOST_FOR_JAVA ? Found.FACTORIZATIONS : JAVA;
    }

    private static final class Found {
        static final Factorizations FACTORIZATIONS = find();

        private static Factorizations find() {
            boolean exists = Lapack.find().isPresent();
            String advice = exists
                    ? ""
                    : "; plain Java instead: for faster linear algebra put the jar org.bytedeco:openblas with this"
                            + " platform's classifier on the class path or the module path";
            Notices.tell("lazuli.backend.cpu", "linear algebra: " + Lapack.description() + advice);
            return Lapack.find().orElse(JAVA);
        }
    }
}
