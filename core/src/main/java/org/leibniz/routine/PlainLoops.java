package org.leibniz.routine;

/// The loops in plain Java.
///
/// Not final: an implementation with faster loops extends this class and leaves the rest as it is.
public class PlainLoops implements SimdLoops {
    private static final SimdFloats FLOATS = new PlainFloats();
    private static final SimdDoubles DOUBLES = new PlainDoubles();

    /// Makes the loops; they have no state.
    public PlainLoops() {}

    @Override
    public String description() {
        return "plain Java";
    }

    @Override
    public boolean isVectors() {
        return false;
    }

    @Override
    public SimdFloats floats() {
        return FLOATS;
    }

    @Override
    public SimdDoubles doubles() {
        return DOUBLES;
    }
}
