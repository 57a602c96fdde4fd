package org.leibniz;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What may use what. The public package is the types and functions that users name; what they do lies below it. The
/// parts that know these types (`operator`, `tree`, `array`) are asked by it alone, the others know of it the
/// vocabulary.
///
/// ```
/// org.leibniz ──> operator ──> tree ──> array ──> ir
///                    └──> transform ─────────────> ir ──> math, vocabulary
/// (by a service)  cpu ──> plan ──> ir, two passes of transform
///                 ^──── cpu.generate, which provides the compiler
///                 └─────> routine ──> math
///                 reference ─────> ir, and Threefry
/// ```
final class LayersTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .importUrl(DType.class.getProtectionDomain().getCodeSource().getLocation());

    /// What every part may speak of.
    private static final Set<String> VOCABULARY = Set.of("org.leibniz.DType", "org.leibniz.Shape",
            "org.leibniz.NoValueException",
            "org.leibniz.LeakException", "org.leibniz.InterruptedComputationException",
            "org.leibniz.NonlinearRuleException");

    /// The passes over programs that an evaluator runs: one before it plans, one for the operation that is defined by
    /// its transpose.
    private static final Set<String> PASSES = Set.of("org.leibniz.transform.Simplify",
            "org.leibniz.transform.CustomRule");

    private static final DescribedPredicate<JavaClass> BASE = resideInAPackage("java..")
            .or(resideInAPackage("jdk.incubator.vector"))
            .or(resideInAPackage("org.jspecify..")).or(resideInAPackage("org.leibniz.memory"))
            .or(resideInAPackage("org.leibniz.caller"))
            .or(anyOf("the vocabulary", VOCABULARY))
            .or(describe("a primitive type or an array of one", c -> c
                    .getPackageName().isEmpty()));

    private static DescribedPredicate<JavaClass> anyOf(String what, Set<String> names) {
        return describe(what, c -> names.stream().anyMatch(n -> c.getBaseComponentType().getName().equals(n)
                || c.getBaseComponentType().getName().startsWith(n + "$")));
    }

    private static DescribedPredicate<JavaClass> part(String name) {
        return describe("org.leibniz." + name,
                c -> (c.getBaseComponentType().getPackageName() + ".").startsWith("org.leibniz." + name + "."));
    }

    private static final DescribedPredicate<JavaClass> PUBLIC = describe("a public type of org.leibniz",
            c -> c.getBaseComponentType().getPackageName().equals("org.leibniz")
                    && c.getBaseComponentType().getModifiers().contains(JavaModifier.PUBLIC));

    /// What users name stands on what it does, not on what runs it.
    @Test
    void thePublicPackageKnowsNothingThatRuns() {
        classes().that().resideInAPackage("org.leibniz").should()
                .onlyDependOnClassesThat(resideInAPackage("org.leibniz").or(part("operator")).or(part("tree"))
                        .or(part("array")).or(part("ir")).or(part("math")).or(part("transform")).or(BASE))
                .check(CLASSES);
    }

    @Test
    void theVocabularyKnowsItselfAlone() {
        classes().that(anyOf("the vocabulary", VOCABULARY)).should().onlyDependOnClassesThat(BASE).check(CLASSES);
        classes().that(part("caller").or(part("memory"))).should().onlyDependOnClassesThat(BASE).check(CLASSES);
    }

    @Test
    void arraysKnowValues() {
        classes().that(part("array")).should().onlyDependOnClassesThat(part("array").or(part("ir"))
                .or(anyOf("Control", Set.of("org.leibniz.transform.Control"))).or(PUBLIC).or(BASE)).check(CLASSES);
    }

    @Test
    void treesKnowArraysAndFunctionsOfValues() {
        classes().that(part("tree")).should().onlyDependOnClassesThat(part("tree").or(part("array")).or(part("ir"))
                .or(anyOf("Fun", Set.of("org.leibniz.transform.Fun"))).or(PUBLIC).or(BASE)).check(CLASSES);
    }

    @Test
    void operatorsKnowTreesAndTransformations() {
        classes().that(part("operator")).should().onlyDependOnClassesThat(part("operator").or(part("tree"))
                .or(part("array")).or(part("ir")).or(part("transform")).or(PUBLIC).or(BASE)).check(CLASSES);
    }

    @Test
    void mathematicsKnowsNothing() {
        classes().that(part("math")).should().onlyDependOnClassesThat(part("math").or(BASE)).check(CLASSES);
    }

    @Test
    void programsKnowOnlyTheVocabulary() {
        classes().that(part("ir")).should().onlyDependOnClassesThat(part("ir").or(part("math")).or(BASE))
                .check(CLASSES);
    }

    @Test
    void transformationsKnowPrograms() {
        classes().that(part("transform")).should().onlyDependOnClassesThat(part("transform").or(part("ir")).or(BASE))
                .check(CLASSES);
    }

    @Test
    void routinesKnowOnlyTheVocabulary() {
        classes().that(part("routine")).should().onlyDependOnClassesThat(part("routine").or(part("math")).or(BASE))
                .check(CLASSES);
    }

    @Test
    void plansKnowProgramsAndTwoPasses() {
        classes().that(part("plan")).should()
                .onlyDependOnClassesThat(
                        part("plan").or(part("ir")).or(anyOf("Simplify or CustomRule", PASSES)).or(BASE))
                .check(CLASSES);
    }

    @Test
    void theReferenceKnowsProgramsAndTwoPasses() {
        classes().that(part("reference")).should()
                .onlyDependOnClassesThat(part("reference").or(part("ir")).or(part("math"))
                        .or(anyOf("Threefry", Set.of("org.leibniz.routine.Threefry")))
                        .or(anyOf("Simplify or CustomRule", PASSES)).or(BASE))
                .check(CLASSES);
    }

    private static final DescribedPredicate<JavaClass> BELOW_THE_PROCESSOR = part("plan").or(part("ir"))
            .or(part("math"))
            .or(part("routine"))
            .or(anyOf("Simplify or CustomRule", PASSES)).or(BASE);

    @Test
    void theProcessorKnowsPlansAndRoutines() {
        classes().that(part("cpu")).should().onlyDependOnClassesThat(part("cpu").or(BELOW_THE_PROCESSOR))
                .check(CLASSES);
    }

    /// What runs plans is handed who gives bodies their code.
    @Test
    void theProcessorDoesNotKnowGeneratedCode() {
        classes().that(part("cpu")).and(DescribedPredicate.not(part("cpu.generate"))).should()
                .onlyDependOnClassesThat(DescribedPredicate.not(part("cpu.generate"))).check(CLASSES);
    }

    @Test
    void thePartsFormNoCycle() {
        slices().matching("org.leibniz.(*)..").should().beFreeOfCycles().check(CLASSES);
    }

    /// A name means one thing: no two files of core have the same.
    @Test
    void everyNameIsThatOfOneClass() throws IOException {
        try (var files = Files.walk(Twins.root().resolve("core/src/main/java"))) {
            assertThat(files.map(f -> f.getFileName().toString())
                    .filter(f -> f.endsWith(".java") && !f.equals("package-info.java"))).doesNotHaveDuplicates();
        }
    }

    /// A static method of an ancestor of [Leibniz] that hides another one serves what the other was called for.
    @Test
    void ancestorsHideNothing() {
        var known = new HashMap<String, Class<?>>();
        for (Class<?> c = Leibniz.class; c != Object.class; c = c.getSuperclass()) {
            for (var m : c.getDeclaredMethods()) {
                if (!m.isSynthetic() && !Modifier.isPrivate(m.getModifiers())) {
                    String signature = m.getName() + Arrays.toString(m.getParameterTypes());
                    assertThat(known.put(signature, c)).as("%s of %s", signature, c).isNull();
                }
            }
        }
    }

    /// Users name [Leibniz], and [Ops] where a name of their own stands in its way.
    @Test
    void ancestorsAreInvisible() {
        for (Class<?> c = Leibniz.class.getSuperclass(); c != Object.class; c = c.getSuperclass()) {
            assertThat(Modifier.isPublic(c.getModifiers())).as("%s", c).isEqualTo(c == Ops.class);
        }
    }

    /// Each says its idea, an example and in which order to read it.
    @Test
    void everyPackageHasAnIntroduction() throws IOException {
        for (String module : List.of("core", "simd", "nn", "train", "bench")) {
            try (var files = Files.walk(Twins.root().resolve(module).resolve("src/main/java"))) {
                var folders = files.filter(f -> f.toString().endsWith(".java")).map(Path::getParent)
                        .filter(f -> f.getFileName().toString().matches("[a-z]+") && !f.endsWith("java")).distinct();
                assertThat(folders).allSatisfy(f -> assertThat(f.resolve("package-info.java")).exists());
            }
        }
    }
}
