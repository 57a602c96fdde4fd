package org.leibniz.tree;

import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.concurrent.Future;
import java.util.stream.BaseStream;
import org.leibniz.CellOf;
import org.leibniz.caller.ClassName;

/// What is said of something in which there is no tensor, where one was expected: what it is, and what to make of it.
///
/// @param place where in the whole the part stands that is spoken of
/// @param part that part: something static, or something empty
/// @param weight how likely it is what was meant: of several the heaviest is spoken of
public record NoTensors(String place, TreeForm part, int weight) {

    /// What came, and the way out.
    ///
    /// @param what the transformation
    /// @param root the name of the whole, such as `input 0`
    /// @param form its form, without a leaf
    /// @return such as `[P], in which there is no tensor: input 0[0] is P, which is static; make it a record ..`
    public static String text(String what, String root, TreeForm form) {
        var found = heaviest("", form);
        String is = found.is() + "; " + found.wayOut(what);
        return found.place.isEmpty()
                ? is
                : form.text() + ", in which there is no tensor: " + root + found.place + " is " + is;
    }

    private static NoTensors heaviest(String place, TreeForm form) {
        var parts = isFunction(form) ? List.<TreeForm>of() : form.parts();
        var best = new NoTensors(place, form, weight(form));
        for (int i = 0; i < parts.size(); i++) {
            var other = heaviest(place + form.place(i), parts.get(i));
            best = i == 0 || other.weight > best.weight ? other : best;
        }
        return best;
    }

    /// Whether it is what a transformation gave, which is a record of what it does.
    private static boolean isFunction(TreeForm form) {
        return form instanceof TreeForm.Product(var type, var _) && type.isOfTransformed();
    }

    private static int weight(TreeForm form) {
        if (!(form instanceof TreeForm.Constant(var value)) || value == null) {
            return 0;
        }
        var type = PlainClass.of(value.getClass());
        return type.hidesTensors(value) || value instanceof CellOf<?>
                ? 3
                : type.isData() || HostNumber.is(value) ? 2 : 1;
    }

    /// What it is.
    private String is() {
        return switch (part) {
            case TreeForm f when isFunction(f) -> "a function, which is static";
            case TreeForm.Constant(var value) when value != null && PlainClass.of(value.getClass()).isData() ->
                PlainClass.of(value.getClass()).what() + ", so that it is static"
                        + PlainClass.of(value.getClass()).though(value);
            case TreeForm.Constant _ -> part.text() + ", which is static";
            case TreeForm.Sequence _ -> "an empty list, []";
            case TreeForm.Dictionary _ -> "an empty map, {}";
            case TreeForm.Row(var component, var _) -> "an empty array of " + ClassName.of(component);
            case TreeForm.Product(var type, var _) -> part.text() + ", a record without components";
            case TreeForm.Holder(HolderClass.Maybe _, var _) -> "Optional.empty, in which there is nothing";
            default -> part.text() + ", in which there is nothing";
        };
    }

    /// What to make of it.
    private String wayOut(String what) {
        if (isFunction(part)) {
            return PlainClass.APPLIED;
        }
        if (part instanceof TreeForm.Product || part instanceof TreeForm.Row) {
            return "give it tensors, or call the function itself, without " + what;
        }
        if (!(part instanceof TreeForm.Constant(var value))) {
            return "put the tensors in it before the call, and where there is none call the function itself, without "
                    + what;
        }
        return switch (value) {
            case null -> "pass a tensor, or let the function capture what it needs";
            case Object n when HostNumber.is(n) -> "make it a tensor, Tensor.of(..), or let the function capture it";
            case SetClass.Copy _ -> "a set has no places: a list of tensors is a tree";
            case Collection<?> _ -> "a list of tensors is a tree: copy it into one, new ArrayList<>(..)";
            case BaseStream<?, ?> _,Iterator<?> _ -> "a list of tensors is a tree: collect what it gives, as "
                    + "stream.toList() does";
            case OptionalDouble _,OptionalInt _,OptionalLong _ -> "make its number a tensor, Tensor.of(..), if it has "
                    + "one";
            case Future<?> _ -> "wait for its result, get(), and pass that";
            case CharSequence _,Boolean _,Character _,Enum<?> _ ->
                "there are no numbers in it: let the function capture it, and pass a tensor";
            default -> PlainClass.of(value.getClass()).wayOut(value);
        };
    }

    /// What is said of a function that returns it in place of a tensor.
    ///
    /// @param form its form, without a leaf
    /// @return the way out
    static String wayOutOfResult(TreeForm form) {
        var found = heaviest("", form);
        if (!(found.part instanceof TreeForm.Constant(var value)) || value == null) {
            return "return a tensor";
        }
        var type = PlainClass.of(value.getClass());
        return HostNumber.is(value)
                ? "a number of Java does not know what it was computed from: return the tensor, without item() and Math"
                : type.hidesTensors(value)
                        ? "return the tensor itself; to return more, " + type.wayOut(value)
                        : "return the tensor that is meant";
    }
}
