import org.jspecify.annotations.NullMarked;

/// Data, the loop that trains, its progress and its picture, on top of the layers and optimisers.
@NullMarked
@SuppressWarnings("requires-automatic") // XChart names no module of its own
module org.leibniz.train {
    requires static org.jspecify;
    requires transitive org.leibniz.nn; // so that one dependency trains a network
    requires me.tongfei.progressbar;
    requires java.desktop;
    requires xchart;

    exports org.leibniz.train;

    opens org.leibniz.train to org.leibniz; // its records are trees
}
