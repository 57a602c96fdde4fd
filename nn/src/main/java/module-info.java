import org.jspecify.annotations.NullMarked;

/// Layers and optimisers, on top of Leibniz and of nothing else (`ModuleTest`).
@NullMarked
module org.leibniz.nn {
    requires static org.jspecify;
    requires transitive org.leibniz;

    exports org.leibniz.nn;

    opens org.leibniz.nn to org.leibniz; // its records are trees, its cells have parameters
}
