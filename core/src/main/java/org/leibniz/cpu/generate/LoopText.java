package org.leibniz.cpu.generate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import org.leibniz.cpu.Body;
import org.leibniz.cpu.Item;
import org.leibniz.cpu.SlotKind;
import org.leibniz.cpu.Places;
import org.leibniz.ir.Ints;

/// All that the text of a generated loop depends on. Where its arrays are found and at which element they begin is not
/// part of it, so that bodies that differ by that, as those of other extents do, have loops of the same text.
///
/// Values are numbered: inputs first, then what the operations compute; `-1 - k` is the number `k`. Arrays are those of
/// the inputs, then those of the outputs. Arrays of the same start are indexed alike.
///
/// @param kind of all elements
/// @param isVector whether there is a loop with the Vector API before the one over single elements
/// @param inputs their kinds: that of all elements, or truth values
/// @param operations what is computed, in order
/// @param operands three values each; of an operation of fewer the last again
/// @param numbers that are operands; 0 and -0 are two
/// @param outputs values
/// @param starts for each array: 0 if it is a slot, which begins with the block; else a number from 1 on
record LoopText(SlotKind kind, boolean isVector, List<SlotKind> inputs, List<LoopOperation> operations, Ints operands,
        List<Double> numbers, Ints outputs, Ints starts) {

    /// The arrays.
    int arrays() {
        return inputs.size() + outputs.size();
    }

    /// The kind of the elements of an array.
    SlotKind kindOfArray(int array) {
        return array < inputs.size() ? inputs.get(array) : kindOf(outputs.get(array - inputs.size()));
    }

    /// The kind of a value.
    SlotKind kindOf(int value) {
        if (value < 0) {
            return kind;
        }
        if (value < inputs.size()) {
            return inputs.get(value);
        }
        return switch (operations.get(value - inputs.size())) {
            case LoopOperation.Apply _,LoopOperation.Choose _,LoopOperation.Indicate _ -> kind;
            case LoopOperation.Logical _,LoopOperation.Compare _ -> SlotKind.BOOL;
        };
    }

    /// An operand of an operation.
    int operand(int operation, int j) {
        return operands.get(3 * operation + j);
    }

    /// The number of starts beside that of slots.
    int ownStarts() {
        int most = 0;
        for (int k = 0; k < starts.size(); k++) {
            most = Math.max(most, starts.get(k));
        }
        return most;
    }

    /// The ints that a loop is given: for each array its slot or operand, for each start its offset.
    int data() {
        return arrays() + ownStarts();
    }

    /// Whether all arrays are indexed alike, by one bare index.
    boolean isBare() {
        return starts.size() == 0 || ownStarts() == 0 || ownStarts() == 1 && !starts.contains(0);
    }

    /// A loop as a text and its data.
    ///
    /// @param data is added to
    /// @param isAtStart whether to have every array of an operand begin at its start, as those do that a rehearsal
    ///     makes
    static LoopText of(Body body, Item.Loop loop, LoopForm form, Places places, boolean isAtStart, List<Integer> data) {
        return new Maker(body, places).text(loop, form, isAtStart, data);
    }

    private static final class Maker {
        private final Body body;
        private final Places places;
        private final List<Integer> arrays = new ArrayList<>(); // values of the body, of inputs
        private final List<Double> numbers = new ArrayList<>();
        private final List<Integer> offsets = new ArrayList<>();

        Maker(Body body, Places places) {
            this.body = body;
            this.places = places;
        }

        LoopText text(Item.Loop loop, LoopForm form, boolean isAtStart, List<Integer> data) {
            for (int x : loop.inputs()) {
                if (input(x) < 0) {
                    arrays.add(x);
                }
            }
            int inputs = arrays.size();
            int[] operands = new int[3 * loop.operations().length];
            var operations = new ArrayList<LoopOperation>();
            var program = body.program;
            var computed = new HashMap<Integer, Integer>(); // numbers by value of the body
            for (int k = 0; k < loop.operations().length; k++) {
                int i = loop.operations()[k];
                operations.add(Objects.requireNonNull(LoopOperation.of(body, i)));
                for (int j = 0; j < 3; j++) {
                    int x = program.in(i, Math.min(j, program.arity(i) - 1));
                    Integer known = computed.get(x);
                    operands[3 * k + j] = known != null
                            ? known
                            : body.isConstant(x) ? -1 - number(body.number(x)) : input(x);
                }
                computed.put(program.out(i), inputs + k);
            }
            int[] outputs = loop.outputs().clone();
            for (int k = 0; k < outputs.length; k++) {
                arrays.add(outputs[k]);
                outputs[k] = Objects.requireNonNull(computed.get(outputs[k]), "an output that is not computed");
            }
            int[] starts = new int[arrays.size()];
            for (int k = 0; k < starts.length; k++) {
                starts[k] = start(arrays.get(k));
                data.add(starts[k] == 0 ? places.slot(arrays.get(k)) : places.operand(arrays.get(k)));
            }
            for (int offset : offsets) {
                data.add(isAtStart ? 0 : offset);
            }
            var kinds = arrays.subList(0, inputs).stream().map(body::kind).toList();
            return new LoopText(loop.kind(), form.isVector(loop.kind()), kinds, List.copyOf(operations),
                    Ints.of(operands), List.copyOf(numbers), Ints.of(outputs), Ints.of(starts));
        }

        /// The input that is in the same place, -1 if there is none.
        private int input(int x) {
            for (int k = 0; k < arrays.size(); k++) {
                int y = arrays.get(k);
                if (x == y || body.kind(x) == body.kind(y) && places.slot(x) == places.slot(y)
                        && (places.slot(x) >= 0
                                || places.operand(x) == places.operand(y) && places.offset(x) == places.offset(y))) {
                    return k;
                }
            }
            return -1;
        }

        private int number(double x) {
            if (!numbers.contains(x)) {
                numbers.add(x);
            }
            return numbers.indexOf(x);
        }

        private int start(int x) {
            if (places.slot(x) >= 0) {
                return 0;
            }
            if (!offsets.contains(places.offset(x))) {
                offsets.add(places.offset(x));
            }
            return 1 + offsets.indexOf(places.offset(x));
        }
    }
}
