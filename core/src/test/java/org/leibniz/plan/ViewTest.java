package org.leibniz.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.leibniz.DType;
import org.leibniz.Shape;
import org.leibniz.fuzz.Seeds;
import org.leibniz.ir.Ints;
import org.leibniz.ir.Movement;
import org.leibniz.ir.Type;
import org.leibniz.ir.Writer;
import org.leibniz.reference.Reference;

/// A view says where the elements are that movements would bring: random chains of movements, run on the reference, of
/// an array whose elements are their own places. (The plans of other tests run with the movements themselves; what a
/// machine reads goes by views.)
final class ViewTest {
    private static final int CHAINS = 6000;
    private static final int[][] SHAPES = {{}, {1}, {6}, {2, 3}, {3, 1}, {1, 4}, {2, 3, 4}, {4, 2, 1, 3}, {5, 6},
            {8, 8}, {0, 3}, {3, 0}};

    /// Movements, and the view that they lead to, as far as strides express one.
    private record Chain(Shape shape, List<Movement> movements, Shape seen, View view) {
        static Chain of(int seed) {
            var r = new Random(seed);
            var shape = Shape.of(SHAPES[r.nextInt(SHAPES.length)]);
            var movements = new ArrayList<Movement>();
            var seen = shape;
            var view = View.of(shape);
            for (int i = r.nextInt(5); i >= 0; i--) {
                var op = movement(r, seen);
                var w = new Writer(new Type(DType.FLOAT64, seen));
                var next = w.type(w.add(op, 0)).shape();
                var from = view.as(seen);
                var to = op instanceof Movement.Reshape ? view : from == null ? null : from.through(op);
                if (to == null || next.size() > 4000) {
                    break;
                }
                movements.add(op);
                seen = next;
                view = to;
            }
            return new Chain(shape, movements, seen, view);
        }

        /// For each element its place, -1 for padding, as the movements say.
        int[] places() {
            var w = new Writer(new Type(DType.FLOAT64, shape));
            int slot = 0;
            for (var op : movements) {
                slot = w.add(op, slot);
            }
            Object[] in = {IntStream.rangeClosed(1, shape.size()).mapToDouble(i -> i).toArray()};
            var out = (double[]) new Reference().run(w.finish(slot), in)[0];
            int[] places = new int[out.length];
            for (int i = 0; i < out.length; i++) {
                places[i] = (int) out[i] - 1;
            }
            return places;
        }
    }

    private static Movement movement(Random r, Shape s) {
        int rank = s.rank();
        int[] a = new int[rank];
        int[] b = new int[rank];
        int[] c = new int[rank];
        return switch (r.nextInt(rank == 0 ? 2 : 9)) {
            case 0 -> new Movement.Spread(r.nextInt(4), r.nextInt(rank + 1));
            case 1 -> new Movement.Reshape(factors(r, s.size()));
            case 2 -> {
                for (int i = 0; i < rank; i++) {
                    int j = r.nextInt(i + 1);
                    a[i] = a[j];
                    a[j] = i;
                }
                yield new Movement.Transpose(Ints.of(a));
            }
            case 3, 4 -> {
                for (int i = 0; i < rank; i++) {
                    c[i] = 1 + r.nextInt(3);
                    a[i] = s.dim(i) == 0 ? 0 : r.nextInt(s.dim(i));
                    int most = s.dim(i) == 0 ? 0 : (s.dim(i) - 1 - a[i]) / c[i] + 1;
                    b[i] = r.nextInt(6) == 0 ? r.nextInt(most + 1) : most;
                }
                yield new Movement.Slice(Ints.of(a), Ints.of(b), Ints.of(c));
            }
            case 5, 6 -> {
                for (int i = 0; i < rank; i++) {
                    a[i] = r.nextInt(3);
                    b[i] = r.nextInt(3);
                    c[i] = r.nextInt(3) == 0 ? 1 + r.nextInt(2) : 0;
                }
                yield new Movement.Pad(Ints.of(a), Ints.of(b), Ints.of(c));
            }
            case 7 -> {
                int axis = r.nextInt(rank);
                int size = 1 + r.nextInt(3);
                yield new Movement.Windows(Ints.of(axis), Ints.of(size), Ints.of(1 + r.nextInt(3)),
                        Ints.of(1 + r.nextInt(2)));
            }
            default ->
                r.nextBoolean() ? new Movement.Reverse(Ints.of(r.nextInt(rank))) : new Movement.Broadcast(wider(r, s));
        };
    }

    private static Shape wider(Random r, Shape s) {
        int lead = r.nextInt(2);
        int[] d = new int[lead + s.rank()];
        for (int i = 0; i < d.length; i++) {
            d[i] = i < lead ? 2 : s.dim(i - lead) == 1 ? 1 + r.nextInt(3) : s.dim(i - lead);
        }
        return Shape.of(d);
    }

    private static Shape factors(Random r, int size) {
        var d = new ArrayList<Integer>();
        int rest = size;
        while (d.size() < 4 && (rest != 1 || r.nextInt(3) == 0)) {
            var divisors = new ArrayList<Integer>();
            for (int k = 1; k <= rest; k++) {
                if (rest % k == 0) {
                    divisors.add(k);
                }
            }
            int n = divisors.isEmpty() || d.size() == 3 ? rest : divisors.get(r.nextInt(divisors.size()));
            d.add(n);
            if (n == 0) {
                break;
            }
            rest /= n;
        }
        return Shape.of(d.stream().mapToInt(i -> i).toArray());
    }

    private static int[] places(View v) {
        int[] places = new int[v.size()];
        for (int i = 0; i < places.length; i++) {
            places[i] = v.position(i);
        }
        return places;
    }

    @Test
    void showWhatMovementsBring() {
        Seeds.each("ViewTest", CHAINS, seed -> {
            var chain = Chain.of(seed);
            assertThat(places(chain.view)).as(chain::toString).isEqualTo(chain.places());
        });
    }

    @Test
    void areTheSameWithOtherAxes() {
        Seeds.each("ViewTest", CHAINS, seed -> {
            var chain = Chain.of(seed);
            int[] places = places(chain.view);
            assertThat(places(chain.view.normal())).as(chain::toString).isEqualTo(places);
            assertThat(chain.view.normal().normal()).isEqualTo(chain.view.normal());
            var other = factors(new Random(seed), chain.view.size());
            var as = chain.view.as(other);
            if (as != null) {
                assertThat(places(as)).as(() -> chain + " as " + other).isEqualTo(places);
                assertThat(as.axes().stream().map(View.Axis::size))
                        .isEqualTo(IntStream.range(0, other.rank()).mapToObj(other::dim).toList());
            }
            boolean padded = chain.view.axes().stream().anyMatch(View.Axis::isPadded);
            assertThat(as == null && !padded && isStrided(places, other)).as(() -> chain + " as " + other).isFalse();
        });
    }

    /// Whether some steps along the axes of a shape lead to all places.
    private static boolean isStrided(int[] places, Shape shape) {
        int[] step = new int[shape.rank()];
        int apart = 1; // elements
        for (int k = step.length - 1; k >= 0; k--) {
            step[k] = shape.dim(k) > 1 ? places[apart] - places[0] : 0;
            apart *= shape.dim(k);
        }
        for (int i = 0; i < places.length; i++) {
            int at = places[0];
            int rest = i;
            for (int k = step.length - 1; k >= 0; k--) {
                at += rest % shape.dim(k) * step[k];
                rest /= shape.dim(k);
            }
            if (at != places[i]) {
                return false;
            }
        }
        return true;
    }

    @Test
    void sayWhetherTheyAreAllInOrder() {
        Seeds.each("ViewTest", CHAINS, seed -> {
            var chain = Chain.of(seed);
            int[] places = places(chain.view);
            boolean inOrder = IntStream.range(0, places.length).allMatch(i -> places[i] == i);
            assertThat(chain.view.isIdentity()).as(chain::toString).isEqualTo(inOrder);
        });
    }

    @Test
    void sayWhereTheElementsOfAnArrayGo() {
        int[] found = new int[1];
        Seeds.each("ViewTest", CHAINS, seed -> {
            var chain = Chain.of(seed);
            int[] places = places(chain.view);
            boolean all = places.length > 0
                    && IntStream.of(places).sorted().boxed().toList()
                            .equals(IntStream.range(0, places.length).boxed().toList());
            var inverse = chain.view.normal().inverse();
            if (inverse != null) {
                for (int i = 0; i < places.length; i++) {
                    assertThat(inverse.position(places[i])).as(chain::toString).isEqualTo(i);
                }
            }
            // which the order of a result cannot be
            boolean reversed = chain.view.normal().axes().stream().anyMatch(a -> a.stride() < 0 || a.isPadded());
            assertThat(inverse != null).as(chain::toString).isEqualTo(all && !reversed);
            found[0] += inverse != null && !chain.view.isIdentity() ? 1 : 0;
        });
        assertThat(found[0]).as("permutations").isPositive();
    }

    @Test
    void sayWhenTheyBeginAgain() {
        Seeds.each("ViewTest", CHAINS, seed -> {
            var chain = Chain.of(seed);
            int[] places = places(chain.view);
            if (places.length > 0) {
                int period = chain.view.period();
                assertThat(places.length % period).isZero();
                assertThat(repeats(places, period)).as(chain::toString).isTrue();
                if (chain.view.axes().stream().noneMatch(View.Axis::isPadded)) {
                    int least = IntStream.rangeClosed(1, period)
                            .filter(p -> places.length % p == 0 && repeats(places, p)).min()
                            .orElseThrow();
                    assertThat(period).as(chain::toString).isEqualTo(least);
                }
            }
        });
    }

    private static boolean repeats(int[] places, int period) {
        return IntStream.range(period, places.length).allMatch(i -> places[i] == places[i - period]);
    }

    @Test
    void areEqualWhereTheirTextsAre() {
        Seeds.each("ViewTest", CHAINS, seed -> {
            var a = Chain.of(seed).view;
            var b = Chain.of(seed / 2).view;
            var same = Chain.of(seed).view;
            assertThat(a).isEqualTo(same).hasSameHashCodeAs(same);
            assertThat(a.equals(b)).as(() -> a + " and " + b).isEqualTo(a.toString().equals(b.toString()));
            assertThat(Seen.of(1, a).equals(Seen.of(1, b))).isEqualTo(a.normal().equals(b.normal()));
            assertThat(Seen.of(1, a)).isEqualTo(Seen.of(1, same)).hasSameHashCodeAs(Seen.of(1, same))
                    .isNotEqualTo(Seen.of(2, a));
        });
    }
}
