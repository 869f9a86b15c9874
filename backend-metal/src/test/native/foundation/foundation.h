// The few classes of Foundation that Metal's calls take and give.
#pragma once
#include "../objc/object.h"

#include <map>
#include <vector>

namespace software_metal {

struct String : Object {
    std::string text;

    String() = default;
    explicit String(std::string text) : text(std::move(text)) {}
    static Class* type();

    static String* withText(const char* utf8);
    String* init(const char* utf8);
    String* initBytes(const void* bytes, NSUInteger length, NSUInteger encoding);
    const char* utf8() const { return text.c_str(); }
    NSUInteger length() const { return text.size(); }
    NSUInteger bytes(NSUInteger) const { return text.size(); }
    BOOL equals(String* other) const { return other != nullptr && text == other->text; }
    String* description() { return this; }
};

/** The text of a string that may be nil. */
std::string text_of(String* string);
String* autoreleased_text(const std::string& text);

struct Error : Object {
    std::string domain, text;
    NSInteger number;

    Error(std::string domain, NSInteger number, std::string text)
        : domain(std::move(domain)), text(std::move(text)), number(number) {}
    static Class* type();

    String* description() { return autoreleased_text(text); }
    String* getDomain() { return autoreleased_text(domain); }
    NSInteger code() const { return number; }
};

/** Fills the last argument of a call that may fail; gives nil for the caller to return. */
std::nullptr_t fail(Error** error, const char* domain, NSInteger code, const std::string& text);

struct Array : Object {
    std::vector<Reference<Object>> elements;

    static Class* type();
    static Array* of(Object** objects, NSUInteger count);
    static Array* ofOne(Object* object) { return of(&object, 1); }
    NSUInteger count() const { return elements.size(); }
    Object* at(NSUInteger index);
    Object* first() { return elements.empty() ? nullptr : elements.front().get(); }
};

struct Dictionary : Object {
    std::map<std::string, Reference<Object>> entries; // keys are strings: nobody here uses others

    static Class* type();
    static Dictionary* of(Object** objects, String** keys, NSUInteger count);
    static Dictionary* ofOne(Object* object, String* key) { return of(&object, &key, 1); }
    NSUInteger count() const { return entries.size(); }
    Object* at(String* key);
};

struct Number : Object {
    double value = 0;

    static Class* type();
    static Number* of(double value);
    static Number* ofInt(int value) { return of(value); }
    static Number* ofLong(long value) { return of(static_cast<double>(value)); }
    static Number* ofBool(BOOL value) { return of(value); }
    double asDouble() const { return value; }
    int asInt() const { return static_cast<int>(value); }
    long asLong() const { return static_cast<long>(value); }
};

struct Url : Object {
    std::string path;

    static Class* type();
    static Url* file(String* path);
    String* getPath() { return autoreleased_text(path); }
};

struct Version {
    NSInteger major, minor, patch;
};

struct ProcessInfo : Object {
    static Class* type();
    static ProcessInfo* shared();
    Version version() { return {15, 0, 0}; }
    BOOL isAtLeast(Version wanted);
};

} // namespace software_metal
