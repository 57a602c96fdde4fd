package org.leibniz.cpu.generate;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.leibniz.cpu.Assembler;
import org.leibniz.cpu.Blocks;
import org.leibniz.cpu.Body;
import org.leibniz.cpu.Code;
import org.leibniz.cpu.Compiled;
import org.leibniz.cpu.Item;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.Tier;
import org.leibniz.ir.NumberMethod;
import org.leibniz.ir.NumberPlaces;
import org.leibniz.ir.Program;
import org.leibniz.plan.Machine;
import org.leibniz.routine.Contest;
import org.leibniz.routine.SimdLoops;
import org.leibniz.routine.Turns;

/// Gives bodies generated code: [straight][org.leibniz.cpu.Straight] over a handful of elements, else, if [SimdLoops]
/// of the Vector API serve, [loops with it][LoopForm#VECTORS], and where these are no faster [plain
/// loops][LoopForm#PLAIN]. The compiler's time is what all wait for, so one form that wins is enough.
///
/// A daemon thread writes it and runs it on arrays of its own, and the body uses it from the time on at which it is
/// faster than the code in use: a [Contest]. So no call ever runs code that the JVM has not compiled yet, and none gets
/// slower.
public final class Generator implements Tier {
    /// Straight code is tried on arrays of so many elements at most, in all. A body that reads a few elements of larger
    /// ones keeps its code.
    private static final int MOST_ELEMENTS = 1 << 22;

    /// Calls on a few vectors, and blocks, after which the JVM may have compiled a loop, or be about to.
    private static final int VECTOR_CALLS = 1200;
    private static final int BLOCKS = 1000;

    /// Calls after which a body over a handful of elements has earned it.
    private static final int EARNED_CALLS = 1000;

    /// Of one with loops at once, since these take long step by step.
    @Override
    public Optional<Compiled> methods(Program plan, Machine machine, Function<Program, Compiled> steps) {
        return switch (SmallPlan.kind(plan)) {
            case LOOPS -> SmallProgramWriter.write(plan, machine, steps);
            case SMALL -> Optional.of(new Promising(plan, machine, steps));
            case LARGE -> Optional.empty();
        };
    }

    @Override
    public Optional<NumberMethod> onNumbers(Program plan, NumberPlaces places, Machine machine,
            Function<Program, Compiled> steps) {
        return switch (SmallPlan.kind(plan)) {
            case LOOPS -> SmallProgramWriter.writeOnNumbers(plan, places, machine, steps);
            case SMALL -> Optional.of(new PromisingOnNumbers(plan, places, machine, steps));
            case LARGE -> Optional.empty();
        };
    }

    @Override
    public Code first(Body body) {
        return Assembler.library(body);
    }

    @Override
    public double nanos(Body body, Code first) {
        if (!(first instanceof Blocks blocks) || blocks.direct() != null) {
            return 0;
        }
        return body.n() <= StraightWriter.FEW ? WORTH / EARNED_CALLS : blocks.cost() * body.n();
    }

    /// Looks for better code in the background. A body that finds the line full keeps the code it has.
    @Override
    public void earned(Body body) {
        try {
            Turns.OF_PROCESS.offer(new Improvement(body));
        } catch (VirtualMachineError | LinkageError e) {
            // no memory or stack left for that: the body works on, and may ask again
            body.earnAnew();
        }
    }

    /// What there is to be tried for a body, one after the other, until something wins.
    private static final class Improvement implements Turns.Task {
        private final Body body;
        private Optional<Contest> contest = Optional.empty();
        private final Code code; // in use
        private int tried;

        Improvement(Body body) {
            this.body = body;
            this.code = body.code();
        }

        @Override
        public long turn() {
            try {
                if (contest.isEmpty()) {
                    contest = next();
                    return contest.isEmpty() ? OVER : 0;
                }
                long after = contest.get().turn();
                if (after == OVER && body.code() == code) {
                    contest = Optional.empty(); // it was lost
                    return 0;
                }
                return after;
            } catch (VirtualMachineError e) {
                body.earnAnew();
                throw e;
            }
        }

        /// The next contest, if there is one.
        private Optional<Contest> next() {
            while (tried < 3) {
                var found = switch (tried++) {
                    case 0 -> straight();
                    case 1 -> SimdLoops.best().isVectors() && VectorApi.isThere()
                            ? loops(LoopForm.VECTORS)
                            : Optional.<Contest>empty();
                    default -> loops(LoopForm.PLAIN);
                };
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        private static void prepare(List<Item> items) {
            for (var item : items) {
                if (item instanceof Item.Loop loop && loop.kind() == SlotKind.FLOAT) {
                    SimdLoops.best().floats().prepare();
                } else if (item instanceof Item.Loop loop && loop.kind() == SlotKind.DOUBLE) {
                    SimdLoops.best().doubles().prepare();
                }
            }
        }

        private Optional<Contest> straight() {
            if (WholeRehearsal.elements(body) > MOST_ELEMENTS) {
                return Optional.empty();
            }
            return StraightWriter.write(body).map(straight -> {
                tried = 3;
                return new BodyContest(body, straight, new WholeRehearsal(body, straight),
                        new WholeRehearsal(body, code), WholeRehearsal.SETS * Contest.CALLS);
            });
        }

        private Optional<Contest> loops(LoopForm form) {
            var items = Arrangement.of(body, form);
            if (!Arrangement.hasLoops(items) || !(code instanceof Blocks champion)) {
                return Optional.empty();
            }
            if (form == LoopForm.VECTORS) {
                prepare(items);
            }
            return Optional.of(new BodyContest(body, Assembler.of(body, items, new LoopWriter(form, false)),
                    LoopRehearsal.of(body, items, form), LoopRehearsal.of(body, champion, form),
                    form == LoopForm.VECTORS ? VECTOR_CALLS : BLOCKS));
        }
    }
}
