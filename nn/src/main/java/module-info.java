import org.jspecify.annotations.NullMarked;

/// Layers, optimisers, data and training, on top of Leibniz.
@NullMarked
@SuppressWarnings("requires-automatic") // XChart names no module of its own
module org.leibniz.nn {
    requires static org.jspecify;
    requires transitive org.leibniz;
    requires me.tongfei.progressbar;
    requires java.desktop;
    requires xchart;

    exports org.leibniz.nn;

    opens org.leibniz.nn to org.leibniz; // its records are trees, its cells have parameters
}
