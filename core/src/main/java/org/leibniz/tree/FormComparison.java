package org.leibniz.tree;

import java.util.List;
import org.leibniz.Tensor;

/// How the forms of two trees compare.
public final class FormComparison {
    private FormComparison() {}

    /// Whether the parts of another tree correspond to those of this one: the same record or keys, or as many items of
    /// a list, a tuple or an array.
    ///
    /// @param form a form
    /// @param other the other form
    /// @return true if parts stand in the same places
    static boolean isLike(TreeForm form, TreeForm other) {
        return form.parts().size() == other.parts().size() && switch (form) {
            case TreeForm.Leaf _ -> other == form;
            case TreeForm.Constant _ -> other instanceof TreeForm.Constant;
            case TreeForm.Product(var type, var _) when other instanceof TreeForm.Product(var t, var _) ->
                type == t || type.isTuple() && t.isTuple();
            case TreeForm.Product(var type, var _) ->
                type.isTuple() && (other instanceof TreeForm.Sequence || other instanceof TreeForm.Row);
            case TreeForm.Sequence _,TreeForm.Row _ ->
                other instanceof TreeForm.Sequence || other instanceof TreeForm.Row
                        || other instanceof TreeForm.Product(var t, var _) && t.isTuple();
            case TreeForm.Dictionary(var _, var keys, var _, var _) ->
                other instanceof TreeForm.Dictionary(var _, var k, var _, var _) && keys.equals(k);
            case TreeForm.Holder(var type, var _) -> other instanceof TreeForm.Holder(var t, var _) && type.equals(t);
        };
    }

    /// Whether another tree is put together alike, whatever its static parts hold and its lists and maps are.
    ///
    /// @param form a form
    /// @param other the other form
    /// @return true if leaves stand in the same places
    public static boolean matches(TreeForm form, TreeForm other) {
        return matches(form, other, false);
    }

    /// Whether another tree is the same but for its tensors and the classes of its lists and maps.
    ///
    /// @param form a form
    /// @param other the other form
    /// @return true if leaves stand in the same places, and what is static is equal
    public static boolean agree(TreeForm form, TreeForm other) {
        return matches(form, other, true);
    }

    private static boolean matches(TreeForm form, TreeForm other, boolean statics) {
        return switch (form) {
            case TreeForm.Leaf _ -> other == form;
            case TreeForm.Constant _ -> other instanceof TreeForm.Constant && (!statics || form.equals(other));
            case TreeForm.Product(var type, var parts) ->
                other instanceof TreeForm.Product(var t, var p) && type == t && match(parts, p, statics);
            case TreeForm.Sequence(var _, var parts) ->
                other instanceof TreeForm.Sequence(var _, var p) && match(parts, p, statics);
            case TreeForm.Row(var _, var parts) ->
                other instanceof TreeForm.Row(var _, var p) && match(parts, p, statics);
            case TreeForm.Holder(var type, var parts) ->
                other instanceof TreeForm.Holder(var t, var p) && type.equals(t) && match(parts, p, statics);
            case TreeForm.Dictionary(var _, var keys, var parts, var _) ->
                other instanceof TreeForm.Dictionary(var _, var k, var p, var _) && keys.equals(k)
                        && match(parts, p, statics);
        };
    }

    private static boolean match(List<TreeForm> a, List<TreeForm> b, boolean statics) {
        if (a.size() != b.size()) {
            return false;
        }
        for (int i = 0; i < a.size(); i++) {
            if (!matches(a.get(i), b.get(i), statics)) {
                return false;
            }
        }
        return true;
    }

    /// Where another tree differs first, for messages.
    ///
    /// @param form a form
    /// @param other a tree that does not match, or does not agree
    /// @return such as `; they differ at .layers[2]: Dense(Tensor, Tensor) and null`, empty if the whole differs
    public static String difference(TreeForm form, TreeForm other) {
        boolean statics = matches(form, other);
        TreeForm a = form;
        TreeForm b = other;
        var place = new StringBuilder();
        for (int i = 0; i < a.parts().size();) {
            var part = a.parts().get(i);
            if (a.parts().size() != b.parts().size() || !isLike(a, b)) {
                break;
            }
            if (matches(part, b.parts().get(i), statics)) {
                i++;
            } else {
                place.append(a.place(i));
                b = b.parts().get(i);
                a = part;
                i = 0;
            }
        }
        return (place.isEmpty() ? "" : "; they differ at " + place + ": " + a.text() + " and " + b.text())
                + toAgree(a, b);
    }

    /// How what is no tensor in one of two parts comes to agree with the other.
    private static String toAgree(TreeForm a, TreeForm b) {
        boolean constant = a instanceof TreeForm.Constant && (b instanceof TreeForm.Constant || b == TreeForm.Leaf.LEAF)
                || b instanceof TreeForm.Constant && a == TreeForm.Leaf.LEAF;
        if (!constant || isNull(a) || isNull(b)) {
            return "";
        }
        return isNumber(a) || isNumber(b)
                ? "; a number of Java is static: where it changes make it a tensor, Tensor.scalar(..)"
                : "; what is no tensor is static, so it must be equal in both";
    }

    private static boolean isNull(TreeForm form) {
        return form instanceof TreeForm.Constant(var value) && value == null;
    }

    private static boolean isNumber(TreeForm form) {
        return form instanceof TreeForm.Constant(var value) && HostNumber.is(value);
    }
}
