package org.leibniz.fuzz;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.leibniz.Shape;
import org.leibniz.ir.Value;
import org.leibniz.transform.Fun;
import org.leibniz.transform.Shorthand;
import org.leibniz.transform.Staging;
import org.leibniz.transform.Vmap;

/// What is made of a function: transformations one around the other, written from the outermost to the innermost one.
///
/// ```
/// JG     a Hessian times a vector: forward over reverse
/// VGC    the gradient of a jitted function for three examples
/// ```
///
/// @param word `G` gradient of the sum of all outputs, `J` derivative in a direction, `V` three examples, `C` jit
record Mode(String word) {
    private static final int LANES = 3;

    /// A random one, mostly of the orders that people use.
    static Mode any(Random r, int most) {
        var known = List.of("", "", "C", "G", "G", "G", "J", "V", "VG", "GV", "CG", "GC", "JG", "JG", "GG", "GJ", "JJ",
                "VJG", "JGV", "JVG",
                "GGC",
                "JJG", "JGG", "GJG", "GGG", "GJJ", "JJJ", "VGG", "CJG", "JCG");
        var some = known.stream().filter(w -> order(w) <= most).toList();
        return new Mode(some.get(r.nextInt(some.size())));
    }

    private static int order(String word) {
        return (int) word.chars().filter(c -> c == 'G' || c == 'J').count();
    }

    /// How many directions it needs, each with a value of the type of each argument.
    int directions() {
        return (int) word.chars().filter(c -> c == 'J').count();
    }

    /// What this makes of a function of `n` floats: a function of those and of the directions.
    Fun of(Fun function, int n) {
        return all -> {
            var f = function;
            int next = n;
            for (int i = word.length() - 1; i >= 0; i--) {
                var inner = f;
                switch (word.charAt(i)) {
                    case 'G' -> f = x -> Shorthand.gradient(inner, x, List.of(), -1, null).gradients();
                    case 'J' -> {
                        Value[] direction = Arrays.copyOfRange(all, next, next + n);
                        next += n;
                        f = x -> Shorthand.jvp(inner, x, direction, -1).tangents();
                    }
                    case 'V' -> f = x -> vmap(inner, x);
                    default -> f = x -> Staging.jit(inner, Value.types(x)).call(x);
                }
            }
            return f.apply(Arrays.copyOf(all, n));
        };
    }

    /// Three examples beside the one that there is; what is given second is the same for all.
    private static Value[] vmap(Fun f, Value[] x) {
        Value[] lanes = x.clone();
        int[] axes = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            axes[i] = i == 1 ? -1 : 0;
            if (axes[i] == 0) {
                var shape = Shape.of(LANES).concat(x[i].shape());
                lanes[i] = x[i].broadcast(shape).mul(Value.iota(x[i].type().as(shape), 0).mul(-0.25).add(1));
            }
        }
        return Vmap.apply(f, lanes, axes, LANES);
    }
}
