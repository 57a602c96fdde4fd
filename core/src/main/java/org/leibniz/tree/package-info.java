/// Trees: what of a user's records, lists, maps and cells is a tensor, and how it is put together again.
///
/// A transformation knows functions of values alone. A user's function takes and gives trees, so it is made one of
/// leaves: its arguments are taken apart, and what it returns is too:
///
/// ```
/// Mlp(w, b), [x, y]  ──flatten──>  w b x y  and a form:  Mlp(Tensor, Tensor), [Tensor, Tensor]
/// ```
///
/// To be read in this order: [FlatTree], a tree taken apart, and [TreeForm], what it is besides its tensors
/// ([FormComparison]); [RecordClass], [ListClass], [MapClass], [SetClass] and [HolderClass] for how each kind of tree
/// is made; [Untyped] and [FlatFunction], a function of trees as one of leaves; [Counterpart] for what must have the
/// form of something else, as a gradient; [PlainClass], [NoTensors], [NotATree] for what is said of what is no tree;
/// [CellClass] for cells, which hold parameters and are no trees.
@NullMarked // as the module is, for those who compile against this on the class path
package org.leibniz.tree;

import org.jspecify.annotations.NullMarked;
