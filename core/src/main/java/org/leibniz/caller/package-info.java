/// Whose call it was, for messages: found on the stack when something has gone wrong, and at no cost before.
///
/// ```
/// matmul: expected the last axis of a, (2, 3), to be as long as axis 0 of b, (2, 3), got 3 and 2; ..
/// ~~~~~~ the method that the user called, wherever in the library it was found out
/// ```
///
/// To be read in this order: [Owner], [UserLine], [UserCall].
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.caller;

import org.jspecify.annotations.NullMarked;
