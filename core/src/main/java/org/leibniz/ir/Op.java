package org.leibniz.ir;

import java.util.List;

/// What a node computes. The set is closed, and every rule is one `switch` over it without a default, so a new
/// operation breaks the build until typing, differentiation, transposition, vectorisation, the reference and the
/// compiler have all answered.
///
/// Each operation is of one *family*, and a rule that holds for a family names the family:
///
/// | family | what it does |
/// |---|---|
/// | [Leaf] | has no operands |
/// | [Pointwise] | a result element is made of the operands' elements at its place |
/// | [Movement] | a result element is one of the operand's, or zero: a view |
/// | [Reduction] | folds axes away |
/// | [Routine] | runs as a whole, on arrays in order |
/// | [Mark] | its first operand, with something said about it |
/// | [Composite] | runs programs; of a plan the [Composite.Kernel] |
///
/// *Traits* lie across the families: [Linear] and [Flat] for derivatives, [OnStacks], and [Whole] for what can be a
/// step by itself. Smaller families are [Routine.OnMatrices] among the routines, [Composite.Flow] and
/// [Composite.Ruled] among the composites. The operations of a family stand in it: `Routine.Sort`.
///
/// Conventions: tensors are operands, static facts are record components. Elementwise operands have equal types
/// ([Value] promotes and broadcasts before it records). Axes count from 0.
public sealed interface Op
        permits Leaf, Pointwise, Movement, Reduction, Routine, Mark, Composite, Op.Whole {

    /// What it is called, in programs, messages and schedules: `slice`, `stop_gradient`. That is the name of its record
    /// but for those that say another.
    default String name() {
        var spelled = new StringBuilder();
        for (char c : getClass().getSimpleName().toCharArray()) {
            boolean begins = Character.isUpperCase(c);
            spelled.append(begins && !spelled.isEmpty() ? "_" : "").append(begins ? Character.toLowerCase(c) : c);
        }
        return spelled.toString();
    }

    /// Its facts as they stand behind its name in a program: `[from (0) size (3) step (1)]`.
    ///
    /// @return nothing if there are none
    default String facts() {
        return "";
    }

    /// As it stands in a program.
    ///
    /// @return its name and its facts
    default String text() {
        return name() + facts();
    }

    /// The programs in it, which only a composite has.
    ///
    /// @return none if it is no composite
    default List<Program> programs() {
        return List.of();
    }

    /// Whether it is a hook or a program with hooks. A hook is a function of the user that may look at a cotangent and
    /// use what is around it, so a backward pass with hooks is no program made once: it is written out operation by
    /// operation where the gradient is taken.
    ///
    /// @return true if there is a hook in it
    default boolean hasHooks() {
        return false;
    }

    /// How deep programs are nested in it.
    ///
    /// @return 0 if there is none
    default int depth() {
        return 0;
    }

    /// Its family, for a `switch` that the first call of a process meets: javac checks that it is exhaustive, too, and
    /// it does without the milliseconds that it takes to link a `switch` over patterns.
    Family family();

    /// The families.
    enum Family {
        /// [Leaf]
        LEAF,
        /// [Pointwise]
        POINTWISE,
        /// [Movement]
        MOVEMENT,
        /// [Reduction]
        REDUCTION,
        /// [Routine]
        ROUTINE,
        /// [Mark]
        MARK,
        /// [Composite]
        COMPOSITE
    }

    // ---- traits, those for derivatives open, so that an operation is named in one place

    /// Linear in all operands together: its tangent is the same operation on their tangents, and it is zero where they
    /// are.
    interface Linear {}

    /// Constant but for jumps, or of no real operand: its tangent is zero.
    interface Flat {}

    /// Defined on stacks, too: item after item, an empty stack beside longer ones reading as zeros.
    sealed interface OnStacks extends Whole permits Pointwise, Movement.Spread, Reduction.Collapse, Routine.Either {}

    /// What can be a step by itself: a routine on arrays, programs that are run, an operation on stacks. Everything
    /// else is part of a kernel, a view, or known when the program is compiled.
    sealed interface Whole extends Op permits OnStacks, Routine, Composite {}
}
