// Start-up script of JShell for Leibniz. From the root of the project, after `mvn -q process-classes`, with the jshell of JDK 25:
//
//     jshell --class-path core/target/classes:simd/target/classes --startup DEFAULT --startup examples/jshell/leibniz.jsh \
//            -R--add-modules -Rjdk.incubator.vector -R-Dleibniz.quiet=true
//
// and then, for instance:
//
//     jshell> grad(x -> x.pow(3)).apply(2.0)
//     $1 ==> 12.0
//
//     jshell> hessian(x -> exp(x).sum()).apply(Tensor.of(0.0, 1.0))
//     $2 ==> [[1.         0.        ]
//      [0.         2.71828183]]
//
// Without the simd folder and the -R flags it works too, several times slower on large tensors.
import org.leibniz.*
import static org.leibniz.Leibniz.*
