package org.leibniz.simd;

/// All kinds of operations of the Vector API in turn, before any loop uses one of them often.
///
/// The methods of the Vector API are shared by all code that uses it, and they branch on the kind of the operation.
/// The JVM compiles them for the branches that were taken until then: those of the first loop that is warmed up, which
/// may know no division. The first division then throws that code away (a trap), and the JVM counts it against the
/// method. Where a loop is compiled, the counts of all methods that are inlined there are added up, over every place:
/// two traps of a method that each operation calls make more than the JVM puts up with in a loop of 50 operations
/// (`PerMethodTrapLimit`, 100), so it leaves no branch out any more. Then every operation is several times as long, and
/// in a long loop some go on with objects. Black–Scholes' loop of 250 operations took 2 to 6 times as long in every
/// other JVM that had trained a network before.
abstract class Mixture {
    /// So often that the JVM has profiles of all that is called, and compiles it by them.
    private static final int ROUNDS = 100;

    private boolean isStirred;

    /// Calls each operation once.
    abstract void round();

    /// Goes through all of it, once in a process: a tenth of a second, for a thread that nobody waits for.
    final synchronized void stir() {
        if (!isStirred) {
            isStirred = true;
            for (int i = 0; i < ROUNDS; i++) {
                round();
            }
        }
    }
}
