/// A user's module that opens nothing and hands Leibniz a lookup instead.
module com.acme.pricing {
    requires org.leibniz;
}
