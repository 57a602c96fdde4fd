package org.leibniz.cpu.generate;

import java.util.Optional;
import org.leibniz.cpu.Assembler;
import org.leibniz.cpu.Blocks;
import org.leibniz.cpu.Body;
import org.leibniz.cpu.Code;
import org.leibniz.cpu.Tier;
import org.leibniz.routine.Background;
import org.leibniz.routine.SimdLoops;

/// Gives bodies generated code: [straight][org.leibniz.cpu.Straight] over a handful of elements, else [plain
/// loops][LoopForm#PLAIN] and then, if [SimdLoops] of the Vector API serve, [loops with it][LoopForm#VECTORS].
///
/// A daemon thread writes it and runs it on arrays of its own, and the body uses it from the time on at which it is
/// faster than the code in use: a [Contest]. So no call ever runs code that the JVM has not compiled yet, and none gets
/// slower.
public final class Generator implements Tier {
    /// Tasks in line: more than a program is likely to have. A body that finds it full keeps the code it has.
    private static final int MOST = 4096;

    /// Straight code is tried on arrays of so many elements at most, in all. A body that reads a few elements of larger
    /// ones keeps its code.
    private static final int MOST_ELEMENTS = 1 << 22;

    /// Calls after which a body over a handful of elements has earned it.
    private static final int CALLS = 1000;

    @Override
    public Code first(Body body) {
        return Assembler.library(body);
    }

    @Override
    public double nanos(Body body, Code first) {
        if (!(first instanceof Blocks blocks) || blocks.direct() != null) {
            return 0;
        }
        return body.n() <= StraightWriter.FEW ? WORTH / CALLS : blocks.cost() * body.n();
    }

    /// Looks for better code in the background.
    @Override
    public void earned(Body body) {
        try {
            Line.BACKGROUND.offer(new Improvement(body));
        } catch (VirtualMachineError | LinkageError e) {
            // no memory or stack left for that: the body works on, and may ask again
            body.earnAnew();
        }
    }

    /// The thread, made when it is first needed.
    private static final class Line {
        static final Background BACKGROUND = new Background("leibniz-compiler", MOST);
    }

    /// What there is to be tried for a body, one after the other, each in some stretches, between which others have
    /// their turn.
    private static final class Improvement implements Runnable {
        private final Body body;
        private Optional<Contest> contest = Optional.empty();
        private int tried;

        Improvement(Body body) {
            this.body = body;
        }

        @Override
        public void run() {
            try {
                if (contest.isEmpty()) {
                    contest = next();
                }
                if (contest.isPresent()) {
                    if (!contest.get().isOpenAfterAStretch()) {
                        contest = Optional.empty();
                    }
                    Line.BACKGROUND.offer(this);
                }
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
                    case 1 -> loops(LoopForm.PLAIN);
                    default -> SimdLoops.best().isVectors() && VectorApi.isThere()
                            ? loops(LoopForm.VECTORS)
                            : Optional.<Contest>empty();
                };
                if (found.isPresent()) {
                    return found;
                }
            }
            return Optional.empty();
        }

        private Optional<Contest> straight() {
            if (WholeRehearsal.elements(body) > MOST_ELEMENTS) {
                return Optional.empty();
            }
            return StraightWriter.write(body).map(code -> {
                tried = 3;
                return new Contest(body, code, new WholeRehearsal(body, code), new WholeRehearsal(body, body.code()));
            });
        }

        private Optional<Contest> loops(LoopForm form) {
            var items = Arrangement.of(body, form);
            if (!Arrangement.hasLoops(items) || !(body.code() instanceof Blocks champion)) {
                return Optional.empty();
            }
            return Optional.of(new Contest(body, Assembler.of(body, items, new LoopWriter(form, false)),
                    LoopRehearsal.of(body, items, form), LoopRehearsal.of(body, champion)));
        }
    }
}
