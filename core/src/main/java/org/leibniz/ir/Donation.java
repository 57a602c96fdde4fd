package org.leibniz.ir;

import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;

/// A call to which some arguments are given up: it may write its results into their arrays, and whoever uses one of
/// them afterwards is told so.
///
/// Nothing else can see what is written. An array that another value has as well, as that of a reshaped tensor, is
/// copied for the call; so is one that is given twice, or that is an argument in another place too. A number that a
/// program was written with has no array to give.
public final class Donation {
    private Donation() {}

    /// Calls a program.
    ///
    /// @param program the program
    /// @param in its inputs
    /// @param given those that are given up
    /// @param to what is called, for messages
    /// @return the outputs
    public static Value[] call(Program program, Value[] in, BitSet given, String to) {
        Object[] data = new Object[in.length];
        var seen = new IdentityHashMap<Value, Object>(); // with its array, where that has been given already
        for (int i = 0; i < in.length; i++) {
            data[i] = in[i].data(); // nothing is given up if one cannot be read
            if (!given.get(i)) {
                seen.put(in[i], data[i]);
            }
        }
        var gone = gone(to);
        for (int i = given.nextSetBit(0); i >= 0; i = given.nextSetBit(i + 1)) {
            var v = in[i];
            boolean isAlone = seen.put(v, data[i]) == null && !v.isShared() && !(v instanceof Literal);
            data[i] = isAlone ? data[i] : Buffers.copy(v.dtype(), data[i]);
        }
        for (int i = given.nextSetBit(0); i >= 0; i = given.nextSetBit(i + 1)) {
            in[i].giveUp(gone);
        }
        return Value.run(program, in, data, given, false);
    }

    /// What stands for the data of a value that was given up.
    private static Node gone(String to) {
        var trace = new Trace(TracePurpose.DONATION, List.of());
        trace.runs(null, to);
        trace.close(null);
        return new Node(new Leaf.Input(to), new Value[0], new Type[0], trace);
    }
}
