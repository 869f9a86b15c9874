// Arithmetic with numbers that take two floats, about 48 bits.

// A number as the sum of two floats, the second one below the first one's rounding.
struct two {
    float hi;
    float lo;
};

FN two t_pair(float hi, float lo) {
    two x;
    x.hi = hi;
    x.lo = lo;
    return x;
}
FN two t_of(float x) { return t_pair(x, 0.0f); }
// a + b exactly, |a| not below |b|; a zero keeps its sign
FN two t_ordered(float a, float b) {
    float sum = b == 0.0f ? a : a + b;
    return t_pair(sum, b - (sum - a));
}
FN two t_sum(float a, float b) {
    float sum = a + b, other = sum - a;
    return t_pair(sum, (a - (sum - other)) + (b - other));
}
FN two t_product(float a, float b) {
    float p = a * b;
    return t_pair(p, k_fma(a, b, -p));
}
FN two operator-(two a) { return t_pair(-a.hi, -a.lo); }
FN two operator+(two a, two b) {
    two high = t_sum(a.hi, b.hi), low = t_sum(a.lo, b.lo);
    two x = t_ordered(high.hi, high.lo + low.hi);
    return t_ordered(x.hi, x.lo + low.lo);
}
FN two operator-(two a, two b) { return a + -b; }
FN two operator*(two a, two b) {
    two p = t_product(a.hi, b.hi);
    return t_ordered(p.hi, p.lo + (k_fma(a.hi, b.lo, a.lo * b.hi)));
}
BIG two operator/(two a, two b) {
    float q = a.hi / b.hi;
    two rest = a - t_product(q, b.hi) - t_product(q, b.lo);
    float r = rest.hi / b.hi;
    rest = rest - t_product(r, b.hi);
    two x = t_ordered(q, r);
    return t_ordered(x.hi, x.lo + rest.hi / b.hi);
}
FN two operator+(two a, float b) { return a + t_of(b); }
FN two operator-(two a, float b) { return a + t_of(-b); }
FN two operator*(two a, float b) {
    two p = t_product(a.hi, b);
    return t_ordered(p.hi, k_fma(a.lo, b, p.lo));
}
FN two t_scaled(two a, float power_of_two) { return t_pair(a.hi * power_of_two, a.lo * power_of_two); }
FN two t_signed(two a, bool negative) { return t_pair(negative ? -a.hi : a.hi, negative ? -a.lo : a.lo); }
FN two t_abs(two a) { return t_signed(a, a.hi < 0.0f); }
