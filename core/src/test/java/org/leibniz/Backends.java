package org.leibniz;

import java.util.LinkedHashMap;
import java.util.Map;
import org.leibniz.reference.Reference;
import org.leibniz.cpu.Tiers;
import org.leibniz.ir.Evaluator;
import org.leibniz.plan.Plans;

/// The evaluators that tests compare.
final class Backends {
    private static final Evaluator REFERENCE = new Reference();
    private static final Evaluator PLANS = new Plans();
    private static final Evaluator LIBRARY = Tiers.library();
    private static final Evaluator GENERATED = Tiers.generated();

    private Backends() {}

    /// The oracle.
    ///
    /// @return the evaluator that is slow and obvious
    static Evaluator reference() {
        return REFERENCE;
    }

    /// Every evaluator by name, the oracle first.
    ///
    /// @return a map in a fixed order
    static Map<String, Evaluator> all() {
        var all = new LinkedHashMap<String, Evaluator>();
        all.put("reference", REFERENCE);
        all.put("the plan on the reference", PLANS);
        all.put("library loops", LIBRARY);
        all.put("generated loops", GENERATED);
        all.put("provided", Evaluator.current());
        return all;
    }
}
