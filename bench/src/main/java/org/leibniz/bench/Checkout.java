package org.leibniz.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// One state of the library, compiled, and with it the rows as they are written today, and what measures them, but no
/// other benchmarks: they use the public interface only, so older states run them as well. Both sides of a comparison
/// are made alike, by javac from sources onto a class path.
///
/// @param name what the report calls it
/// @param classPath of a JVM that runs rows on it
record Checkout(String name, String classPath) {
    private static final Path ROOT = Path.of(".."); // of the sources; the benchmark runs in bench
    private static final Path FOLDER = Path.of("target/guard");
    private static final String MAIN = "src/main";
    private static final Path BENCH = ROOT.resolve("bench", MAIN, "java");
    private static final List<Class<?>> PROGRAMS = List.of(Stopwatch.class, Starts.class); // that are run on it

    /// What this JVM runs on.
    static Checkout own() {
        return new Checkout("this", Jvm.ownClassPath());
    }

    /// The sources as they lie here, with what is not committed.
    static Checkout workingTree() {
        return compiled("the working tree", ROOT, emptied(FOLDER.resolve("now")));
    }

    /// The sources of a git revision; neither the working tree nor git's index is touched.
    ///
    /// @throws IllegalArgumentException if git does not know it
    static Checkout revision(String revision) {
        Path folder = emptied(FOLDER.resolve("base"));
        Path archive = folder.resolve("sources.zip").toAbsolutePath();
        String name = git("show", "--no-patch", "--format=%h %s", revision + "^{commit}");
        git("archive", "--format=zip", "--output=" + archive, revision, "core/" + MAIN, "simd/" + MAIN);
        tool("jar", "--extract", "--file=" + archive, "--dir=" + folder);
        return compiled(name, folder, folder);
    }

    private static Checkout compiled(String name, Path sources, Path folder) {
        Path core = folder.resolve("core-classes");
        Path classes = folder.resolve("classes");
        String libraries = Stream.of(Jvm.ownClassPath().split(File.pathSeparator, -1)).filter(Checkout::isLibrary)
                .collect(Collectors.joining(File.pathSeparator));
        // core as the module that it is: what is sealed there names classes of other packages
        javac(core, sourcesOf(sources.resolve("core")).toList(), "--module-path", libraries);
        var simd = sourcesOf(sources.resolve("simd")).filter(f -> !f.endsWith("module-info.java"));
        Path older = withoutDonation(sources, folder);
        var programs = PROGRAMS.stream().map(c -> BENCH.resolve(c.getName().replace('.', '/') + ".java"));
        javac(classes, Stream.concat(simd, programs).toList(), "-classpath", core + File.pathSeparator + libraries,
                "-sourcepath", older + File.pathSeparator + BENCH, "-implicit:class",
                "--add-modules=jdk.incubator.vector");
        return new Checkout(name, Stream
                .of(core, classes, sources.resolve("core", MAIN, "resources"),
                        sources.resolve("simd", MAIN, "resources"))
                .map(p -> p.toAbsolutePath().normalize().toString()).collect(Collectors.joining(File.pathSeparator))
                + File.pathSeparator + libraries);
    }

    /// Steps of training give up the state before them. Where a state of the library does not know that yet, they are
    /// without: a folder with the row as it is then, or with nothing.
    private static Path withoutDonation(Path sources, Path folder) {
        Path older = folder.resolve("older");
        if (!Files.exists(sources.resolve("core", MAIN, "java/org/leibniz/Donated.java"))) {
            try {
                Path row = older.resolve("org/leibniz/bench/Row.java");
                Files.createDirectories(row.getParent());
                Files.writeString(row, Files.readString(BENCH.resolve("org/leibniz/bench/Row.java"))
                        .replaceAll(", Leibniz\\.donate\\(\\d\\)", ""));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return older;
    }

    private static Stream<Path> sourcesOf(Path module) {
        return files(module.resolve(MAIN)).filter(f -> f.toString().endsWith(".java"));
    }

    private static void javac(Path classes, List<Path> files, String... where) {
        var arguments = new ArrayList<>(List.of("-nowarn", "-proc:none", "-d", classes.toString()));
        arguments.addAll(List.of(where));
        files.forEach(f -> arguments.add(f.toString()));
        tool("javac", arguments.toArray(String[]::new));
    }

    /// Whether an entry of the class path is not made of the sources here.
    private static boolean isLibrary(String entry) {
        return !Files.isDirectory(Path.of(entry)) && !Path.of(entry).getFileName().toString().startsWith("leibniz-");
    }

    private static void tool(String name, String... arguments) {
        int code = ToolProvider.findFirst(name).orElseThrow().run(System.err, System.err, arguments);
        if (code != 0) {
            throw new IllegalStateException(
                    name + " ended with code " + code + "; if it is bench that does not compile against guard.base, "
                            + "rows use what that revision lacks: expected a later one");
        }
    }

    /// What git answers.
    private static String git(String... arguments) {
        try {
            var command = Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
            var process = new ProcessBuilder(command).directory(ROOT.toFile()).redirectErrorStream(true).start();
            String answer;
            try (var output = process.inputReader()) {
                answer = output.readAllAsString().strip();
            }
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalArgumentException("guard.base: expected a revision that git knows, got one of which `"
                        + String.join(" ", command) + "` says: " + answer);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// A folder with nothing in it.
    private static Path emptied(Path folder) {
        try {
            if (Files.exists(folder)) {
                for (var path : paths(folder)) {
                    Files.delete(path);
                }
            }
            return Files.createDirectories(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Path> files(Path folder) {
        return paths(folder).stream().filter(Files::isRegularFile);
    }

    /// All that is in a folder, and the folder, what is deeper first.
    private static List<Path> paths(Path folder) {
        try (var all = Files.walk(folder)) {
            return all.sorted(Comparator.reverseOrder()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
