// The tour: every program of the seed documents with its result checked, three results that MindSpore gets wrong, and a network that learns.
//
//     mvn -q process-classes -Ptour -pl examples -am

int results;
int right;

void main() throws Exception {
    long began = System.nanoTime();
    for (var seed : Seed.ALL) {
        heading("Seed " + seed.number(), seed.about());
        for (var program : seed.programs()) {
            show(program, program.name() + ".java");
        }
        if (seed.number().equals("000")) {
            IO.println("  The document's DeadNode, a call forgotten, does not compile here: GradientOf<Tensor> cannot be converted to Tensor.");
        }
    }
    IO.println("\nseeds: %d of %d results as in the documents".formatted(right, results));

    heading("MindSpore 2.10", "wrong without a word in its eager mode");
    show(Seed.CORRECTIONS, "Corrections.java             MindSpore");

    heading("Digits", "a network learns to read them, from those same primitives");
    SeedProgram.start("DigitsClassifier");

    IO.println("\nThe tour took %.1f seconds.".formatted((System.nanoTime() - began) * 1e-9));
    if (right < results) {
        System.err.println("tour: " + (results - right) + " of " + results + " results are not as they should be; they are marked above");
        System.exit(1);
    }
}

void heading(String title, String about) {
    IO.println("\n%-15s %s".formatted(title, about));
    IO.println("-".repeat(79));
}

void show(SeedProgram program, String title) throws ReflectiveOperationException {
    String printed = program.run();
    IO.println("  " + title);
    printed.lines().forEach(line -> IO.println("    " + line));
    var missed = program.missed(printed);
    missed.forEach(result -> IO.println("  WRONG, expected " + result));
    results += program.expected().size();
    right += program.expected().size() - missed.size();
}
