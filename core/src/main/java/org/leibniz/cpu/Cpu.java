package org.leibniz.cpu;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.function.Function;
import org.leibniz.DType;
import org.leibniz.ir.Buffers;
import org.leibniz.ir.Composite;
import org.leibniz.ir.Ints;
import org.leibniz.ir.NumberMethod;
import org.leibniz.ir.NumberPlaces;
import org.leibniz.ir.Program;
import org.leibniz.ir.ScalarFn;
import org.leibniz.plan.Machine;
import org.leibniz.plan.Matrices;
import org.leibniz.plan.Symmetric;

/// This machine: arrays of Java, [kernels][Kernel], and routines of whoever brings them, else of Java.
///
/// @param tier who gives kernels their code
/// @param provider who is asked for routines
record Cpu(Tier tier, RoutineProvider provider) implements Backend {
    /// The most elements of what is computed without a program: looking one up takes as long as making an array of
    /// more.
    private static final int AT_ONCE = 512;

    Cpu(Tier tier) {
        this(tier, new Brought());
    }

    /// All that are found in this process, one after the other.
    private static final class Brought implements RoutineProvider {
        @Override
        public Optional<Step> routine(Site site) {
            for (var provider : Found.PROVIDERS) {
                var step = provider.routine(site);
                if (step.isPresent()) {
                    return step;
                }
            }
            return Optional.empty();
        }

        /// Looked for when the first routine is prepared.
        private static final class Found {
            private static final List<RoutineProvider> PROVIDERS = new ArrayList<>();

            static {
                for (var provider : ServiceLoader.load(RoutineProvider.class, RoutineProvider.class.getClassLoader())) {
                    PROVIDERS.add(provider);
                }
            }
        }
    }

    /// Loops of transcendental functions need room behind the elements.
    @Override
    public boolean isAtOnce(ScalarFn fn, DType dtype, int n) {
        return n <= AT_ONCE && !fn.isTranscendental() && (dtype == DType.FLOAT32 || dtype == DType.FLOAT64);
    }

    @Override
    public Object atOnce(ScalarFn fn, DType dtype, int n, Object a, Object b) {
        if (dtype == DType.FLOAT32) {
            float[] y = new float[n];
            FloatLoops.apply(fn, (float[]) a, (float[]) b, y, n);
            return y;
        }
        double[] y = new double[n];
        DoubleLoops.apply(fn, (double[]) a, (double[]) b, y, n);
        return y;
    }

    @Override
    public Machine machine() {
        return Processor.HERE;
    }

    @Override
    public Step kernel(Site site, Workspace workspace) {
        int[] in = site.in();
        int[] out = site.out();
        var roomy = new BitSet();
        for (int k = 0; k < in.length; k++) {
            roomy.set(k, workspace.isRoomy(in[k]));
        }
        for (int k = 0; k < out.length; k++) {
            roomy.set(in.length + k, workspace.isRoomy(out[k]));
        }
        int[] over = new int[out.length];
        for (int k = 0; k < out.length; k++) {
            over[k] = Ints.of(in).indexOf(workspace.takenFrom(out[k]));
        }
        var body = Body.of(((Composite.Kernel) site.op()).body(), roomy, Ints.of(over), tier);
        int[] at = new int[body.operands()];
        System.arraycopy(in, 0, at, 0, in.length);
        System.arraycopy(out, 0, at, in.length, out.length);
        for (int k = 0; k < body.tables(); k++) {
            at[in.length + out.length + k] = workspace.table(body.tableBytes(k), body.table(k));
        }
        return new Kernel(body, at, workspace.place(body.frameBytes()));
    }

    @Override
    public Step routine(Site site) {
        var brought = provider.routine(site);
        if (brought.isPresent()) {
            return brought.get();
        }
        return site.op() instanceof Composite.Kernel(var body, var _) ? around(body, site) : Routines.step(site);
    }

    /// The step of a body that is around a product or a concatenation.
    private static Step around(Program body, Site site) {
        var symmetric = Symmetric.of(body);
        if (symmetric.isPresent()) {
            return new SymmetricProduct(symmetric.get(), site.in(), site.out()[0]);
        }
        var product = Matrices.of(body);
        return product.isPresent()
                ? new Product(product.get(), site.in(), site.out()[0])
                : new Concatenation(body, site.in(), site.out()[0]);
    }

    @Override
    public Optional<Compiled> methods(Program plan, Function<Program, Compiled> steps) {
        return tier.methods(plan, machine(), steps);
    }

    @Override
    public Optional<NumberMethod> onNumbers(Program plan, NumberPlaces places, Function<Program, Compiled> steps) {
        return tier.onNumbers(plan, places, machine(), steps);
    }

    @Override
    public Object allocate(DType dtype, int length) {
        return Buffers.allocate(dtype, length);
    }

    @Override
    public Object write(Object data) {
        return data;
    }

    @Override
    public Object read(Object array) {
        return array;
    }
}
