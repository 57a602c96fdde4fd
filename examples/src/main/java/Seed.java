import java.util.List;

/// A seed document: MindSpore tutorials, whose programs this project began with, and what they print.
///
/// @param number the document's number
/// @param about what it shows
/// @param programs its programs, in its order
record Seed(String number, String about, List<SeedProgram> programs) {
    private static final String BOTH_WEIGHTS = """
            (Tensor(shape=[5, 3], dtype=Float32, value=
             [[ 6.56869709e-02,  5.37334494e-02,  3.01467031e-01],
              [ 6.56869709e-02,  5.37334494e-02,  3.01467031e-01],
              [ 6.56869709e-02,  5.37334494e-02,  3.01467031e-01],
              [ 6.56869709e-02,  5.37334494e-02,  3.01467031e-01],
              [ 6.56869709e-02,  5.37334494e-02,  3.01467031e-01]]),
             Tensor(shape=[3], dtype=Float32, value= [ 6.56869709e-02,  5.37334494e-02,  3.01467031e-01]))""";

    /// All of them.
    static final List<Seed> ALL = List.of(
            new Seed("000", "f(x) = 6 x + 1: its value, its derivative, those by its weights",
                    List.of(new SeedProgram("Seed000Input", "[13.]", "[6.]"),
                            new SeedProgram("Seed000Weights",
                                    "(Tensor(shape=[1], dtype=Float32, value= [1.00000000e+002]), Tensor(shape=[1], "
                                            + "dtype=Float32, value= [1.00000000e+000]))",
                                    "wgrad:[100.],", "bgrad[1.]"))),
            new Seed("001", "inputs, weights, a frozen weight, a sensitivity, a stopped gradient",
                    List.of(new SeedProgram("Seed001Input", "[6.]"), //
                            new SeedProgram("Seed001Weights", "wgrad: [100.]", "bgrad: [1.]"),
                            new SeedProgram("Seed001Frozen", "(Tensor(shape=[1], dtype=Float32, value= [ "
                                    + "5.00000000e+00]),)"),
                            new SeedProgram("Seed001Sens", "[0.6]"), //
                            new SeedProgram("Seed001Stopped", "wgrad: [0.]", "bgrad: [0.]"))),
            new Seed("002", "a matrix product, and the second derivative of sin",
                    List.of(new SeedProgram("Seed002Input", "[[4.51      2.7       3.6000001]\n [4.51      2.7       "
                            + "3.6000001]]"),
                            new SeedProgram("Seed002Weight", "[21.536001]"),
                            new SeedProgram("Seed002Sens", "[[2.211     0.51      1.49     ]\n [5.5880003 2.68      "
                                    + "4.0699997]]"),
                            new SeedProgram("Seed002Stopped", "[[4.51      2.7       3.6000001]\n [4.51      2.7      "
                                    + " 3.6000001]]"),
                            new SeedProgram("Seed002Doubled", "[[9.02      5.4       7.2000003]\n [9.02      5.4      "
                                    + " 7.2000003]]"),
                            new SeedProgram("Seed002Second", "[-5.35897932e-08]"))),
            new Seed("003", "binary cross entropy: gradients by positions, and by weights",
                    List.of(new SeedProgram("Seed003", "0.914285", BOTH_WEIGHTS, BOTH_WEIGHTS))),
            new Seed("004", "the programs of 001 again, here as functions",
                    List.of(new SeedProgram("Seed004", "[6.]", "wgrad: [100.]", "bgrad: [1.]",
                            "(Tensor(shape=[1], dtype=Float32, value= [ 5.00000000e+00]),)", "[0.6]", "wgrad: [0.]",
                            "bgrad: [0.]"))));

    /// What MindSpore gets wrong, beside what is right.
    static final SeedProgram CORRECTIONS = new SeedProgram("Corrections", //
            "Hessian of (sum x)^2              MindSpore 0 0 0 0   here [2. 2. 2. 2.]", //
            "grad(3 x + 5 y, (0, 1))(a, a)     MindSpore 8 8       here [3.] [5.]", //
            "grad(x -> x a)(a), where a = 2    MindSpore 4         here [2.]");
}
