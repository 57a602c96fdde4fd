/// A user's module: packages with cells or records are opened, as for Jackson or Hibernate.
module com.acme.pricing {
    requires org.leibniz;

    opens acme to org.leibniz;
}
