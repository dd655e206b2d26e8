using System.Text;
using StreamEngine.Serving;

namespace StreamEngine.Tests.Operators.Serving;

public sealed class JsonSchemaTests
{
    [Theory]
    [InlineData("""{ "type": "integer" }""", "1.0", null)] // 2020-12: an integer is a number without a fraction, however it is written
    [InlineData("""{ "type": "integer" }""", "1.5", "/ is '1.5'; it must be integer")]
    [InlineData("""{ "type": ["number", "null"] }""", "null", null)]
    [InlineData("""{ "type": ["number", "null"] }""", "\"1\"", "/ is '\"1\"'; it must be number or null")]
    [InlineData("""{ "enum": ["a", "b"] }""", "\"c\"", "/ is '\"c\"'; it must be \"a\" or \"b\"")]
    [InlineData("""{ "const": 1 }""", "2", "/ is '2'; it must be 1")]
    [InlineData("""{ "minimum": -1, "maximum": 1 }""", "-1", null)]
    [InlineData("""{ "minimum": -1, "maximum": 1 }""", "-1.01", "/ is '-1.01'; it must be -1 or more")]
    [InlineData("""{ "minimum": -1, "maximum": 1 }""", "1.01", "/ is '1.01'; it must be 1 or less")]
    [InlineData("""{ "exclusiveMinimum": 0 }""", "0", "/ is '0'; it must be more than 0")]
    [InlineData("""{ "minLength": 1, "maxLength": 2 }""", "\"\"", "/ is '\"\"'; it must be 1 characters or more")]
    [InlineData("""{ "minLength": 1, "maxLength": 2 }""", "\"\ud83d\ude00\ud83d\ude00\"", null)] // two characters, four UTF-16 units
    [InlineData("""{ "minLength": 1, "maxLength": 2 }""", "\"abc\"", "/ is '\"abc\"'; it must be 2 characters or less")]
    [InlineData("""{ "pattern": "^a+$" }""", "\"ab\"", "/ is '\"ab\"'; it must be as ^a+$")]
    [InlineData("""{ "maxItems": 1, "items": { "type": "string" } }""", "[\"a\",\"b\"]", " has 2 elements; it must have 1 or less")]
    [InlineData("""{ "items": { "type": "string" } }""", "[\"a\",1]", "/1 is '1'; it must be string")]
    [InlineData("""{ "properties": { "a": { "$ref": "#/$defs/n" } }, "$defs": { "n": { "type": "number" } } }""", """{"a":"x"}""", "/a is '\"x\"'; it must be number")]
    [InlineData("""{ "properties": { "a": {} }, "required": ["a"], "additionalProperties": false }""", """{}""", "/a is missing")]
    [InlineData("""{ "properties": { "a": {} }, "required": ["a"], "additionalProperties": false }""", """{"a":1,"b":2}""", "/b must not be there")]
    [InlineData("""{ "properties": { "a": {} } }""", """{"a":1,"a":2}""", "/a is there twice")]
    public void Document_IsHeldToTheKeywords(string schema, string document, string? fault) =>
        Assert.Equal(fault, JsonSchema.Parse(Encoding.UTF8.GetBytes(schema)).Fault(Encoding.UTF8.GetBytes(document)));

    [Fact]
    public void TextThatIsNoJson_IsToldSo() =>
        Assert.StartsWith("it is no JSON: ", JsonSchema.Parse("{}"u8.ToArray()).Fault("{\"a\":"u8.ToArray()), StringComparison.Ordinal);

    [Theory]
    [InlineData("""{ "uniqueItems": true }""", "the schema has 'uniqueItems: true', which is not held to")]
    [InlineData("""{ "additionalProperties": true }""", "the schema has 'additionalProperties: true', which is not held to")]
    [InlineData("""{ "$ref": "other.json" }""", "the schema refers to 'other.json', which is not under #/$defs/")]
    public void KeywordThatIsNotHeldTo_IsRefused(string schema, string message) =>
        Assert.Equal(message, Assert.Throws<NotSupportedException>(() => JsonSchema.Parse(Encoding.UTF8.GetBytes(schema))).Message);
}
