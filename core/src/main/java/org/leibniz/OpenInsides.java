package org.leibniz;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.leibniz.array.Insides;
import org.leibniz.ir.Value;
import org.leibniz.ir.Variable;

/// Shows the other packages of the library what [Tensor] and its like keep from users.
final class OpenInsides extends Insides {
    @Override
    public Value value(Tensor x) {
        return x.read();
    }

    @Override
    public Tensor tensor(Value value) {
        return new Tensor(value);
    }

    @Override
    public Variable variable(Parameter p) {
        return p.variable();
    }

    @Override
    public boolean isHooked(Parameter p) {
        return p.isHooked();
    }

    @Override
    public Value hooked(Parameter p, Value gradient) {
        return p.hooked(gradient);
    }

    @Override
    public boolean isNamed(Parameter p) {
        return p.isNamed();
    }

    @Override
    public String nameIn(Parameter p, String field) {
        return p.nameIn(field);
    }

    @Override
    public void found(Parameter p, String path) {
        p.found(path);
    }

    @Override
    public Map<String, Object> registered(CellOf<?> cell) {
        return cell.registered();
    }

    @Override
    public @Nullable CellOf<?> origin(CellOf<?> cell) {
        return cell.origin();
    }

    @Override
    public GradsById gradsById(Object ids, List<Tensor> gradients) {
        return new GradsById(ids, gradients);
    }

    @Override
    public Object ids(GradsById grads) {
        return grads.ids();
    }

    @Override
    public List<Tensor> gradients(GradsById grads) {
        return grads.gradients();
    }
}
