import java.lang.reflect.InvocationTargetException;

// The tour: every program of the seed documents with its results checked, three results that MindSpore gets wrong, and
// a network that learns.
//
//     mvn -q process-classes -Ptour -pl examples -am

int right;
int wrong;

void main() throws ReflectiveOperationException {
    long began = System.nanoTime();
    var vectors = ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()
            ? "with the Vector API"
            : "without the Vector API";
    IO.println(
            "Java %d, %s. The programs are in examples/src/main/java.".formatted(Runtime.version().feature(), vectors));
    for (var seed : Seed.ALL) {
        heading("Seed " + seed.number(), seed.about());
        for (var program : seed.programs()) {
            IO.println("  " + program.name() + ".java");
            show(program, "    ");
        }
        if (seed.number().equals("000")) {
            IO.println("  (The document's DeadNode, a call forgotten, does not compile here: GradientOf<Tensor> is no "
                    + "Tensor.)");
        }
    }
    IO.println("\nseeds: %d of %d results as in the documents".formatted(right, right + wrong));

    heading("Corrections", "what MindSpore 2.10 gets wrong in its eager mode, without a word");
    show(Seed.CORRECTIONS, "  ");

    heading("Digits", "a network learns to read them, with those same primitives");
    learn();

    IO.println("\nThe tour took %.1f seconds.".formatted((System.nanoTime() - began) * 1e-9));
    if (wrong > 0) {
        System.err.println("tour: " + wrong + " of " + (right + wrong) + " results are WRONG; they are marked above");
        System.exit(1);
    }
}

void heading(String title, String about) {
    IO.println("\n%-13s%s".formatted(title, about));
    IO.println("-".repeat(79));
}

void show(SeedProgram program, String indent) throws ReflectiveOperationException {
    String printed;
    try {
        printed = program.run();
    } catch (InvocationTargetException e) {
        printed = "failed: " + e.getCause();
    }
    printed.lines().forEach(line -> IO.println(indent + line));
    var missed = program.missed(printed);
    missed.forEach(result -> IO.println("  WRONG, expected " + result));
    wrong += missed.size();
    right += program.expected().size() - missed.size();
}

void learn() throws ReflectiveOperationException {
    try {
        SeedProgram.start("DigitsClassifier"); // checks its accuracy itself
        right++;
    } catch (InvocationTargetException e) {
        IO.println("  WRONG, " + e.getCause());
        wrong++;
    }
}
