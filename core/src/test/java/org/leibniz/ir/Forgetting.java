package org.leibniz.ir;

import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// Forgets all programs before each test. Where the code of a transformation is changed while the process runs (profile
/// `mutate`) a program that was derived before the change would hide it. Found by JUnit only where it looks for
/// extensions, which is there.
public final class Forgetting implements BeforeEachCallback {
    @Override
    public void beforeEach(ExtensionContext context) {
        Cache.forget();
    }
}
