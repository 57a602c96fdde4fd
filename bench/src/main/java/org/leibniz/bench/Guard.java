package org.leibniz.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Measures the rows and overheads on the working tree beside an older revision, warm and cold, and fails where
/// something is more than 10 % slower.
final class Guard {
    private final Duel duel;
    private final List<Verdict> verdicts = new ArrayList<>();

    private Guard(Duel duel) {
        this.duel = duel;
    }

    /// Measures, prints a table line by line, and ends with code 1 if something got slower.
    ///
    /// @param args which rows, `all` or names with commas between, of which one may be `overheads`; and the revision
    public static void main(String[] args) {
        if (args.length != 2 || args[1].isBlank()) {
            throw new IllegalArgumentException(
                    "guard.base: expected a git revision to compare with, got none; say for example"
                            + " -Dguard.base=HEAD~3");
        }
        List<String> names = args[0].equals("all")
                ? Stream.concat(Rows.ALL.stream().map(Rows.Entry::name), Stream.of(Overheads.NAME)).toList()
                : List.of(args[0].split(",", -1));
        // which says what names there are
        names.stream().filter(name -> !name.equals(Overheads.NAME)).forEach(Rows::named);
        var guard = new Guard(new Duel(Checkout.revision(args[1]), Checkout.workingTree()));
        System.out.printf("## %s beside %s%n%n", guard.duel.now().name(), guard.duel.base().name());
        System.out.printf("%s; others took %d %% of %d processors before the first row%n%n", Machine.processor(),
                Machine.load(), Machine.cores());
        System.out.println("| | base | now | now / base | 95 % | again |\n|---|---|---|---|---|---|");
        names.forEach(guard::measure);
        System.out.println("\n" + guard.summary());
        System.exit(guard.slower().isEmpty() ? 0 : 1);
    }

    private void measure(String name) {
        if (name.equals(Overheads.NAME)) {
            Overheads.gauges().keySet().forEach(what -> judge(() -> duel.warm(what, List.of(what))));
            judge(() -> duel.starts("JVM start to its first gradient and its end", false));
            judge(() -> duel.starts("the same with the Vector API", true));
        } else {
            judge(() -> duel.warm(name, List.of("`" + name + "` jitted", "`" + name + "` not jitted")));
            judge(() -> duel.cold(name, "`" + name + "` inputs and first call", "`" + name + "` calls after it"));
        }
    }

    private void judge(Supplier<List<Comparison>> trial) {
        var found = Verdict.of(trial);
        verdicts.addAll(found);
        found.forEach(v -> System.out.println(line(v)));
    }

    private static String line(Verdict v) {
        var first = v.first();
        var interval = first.interval();
        return "| %s | %s | %s | %.2f | %.2f to %.2f | %s |".formatted(first.what(), time(first.base()),
                time(first.now()), first.ratio(), interval.low(), interval.high(),
                again(v) + (v.isSlower() ? " **slower**" : v.isUnclear() ? " unclear" : ""));
    }

    private static String again(Verdict v) {
        return v.repeated().stream().map("%.2f"::formatted).collect(Collectors.joining(" "));
    }

    private static String time(double nanos) {
        return nanos < 1e4
                ? Report.number(nanos) + " ns"
                : nanos < 1e7 ? Report.number(nanos / 1e3) + " µs" : Report.number(nanos / 1e6) + " ms";
    }

    private List<Verdict> slower() {
        return verdicts.stream().filter(Verdict::isSlower).toList();
    }

    private String summary() {
        String list = slower().stream()
                .map(v -> "- %s: %.2f, and again %s%n".formatted(v.first().what(), v.first().ratio(), again(v)))
                .collect(Collectors.joining());
        String unclear = verdicts.stream().filter(Verdict::isUnclear).map(v -> v.first().what())
                .collect(Collectors.joining(", "));
        return "%d of %d are more than %.0f %% slower than %s%n%s%s".formatted(slower().size(), verdicts.size(),
                100 * (Verdict.LIMIT - 1), duel.base().name(), list,
                unclear.isEmpty() ? "" : "too noisy to tell, measure again on a quiet machine: " + unclear + "\n");
    }
}
