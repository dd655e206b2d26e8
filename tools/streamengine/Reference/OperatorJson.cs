using System.Text.Json.Nodes;
using StreamEngine.Config;
using StreamEngine.Graph;

namespace StreamEngine.Cli.Reference;

/// <summary>
/// The operator reference for programs: <c>operators</c>, each with <c>name</c>, <c>kind</c>, <c>summary</c>, <c>remarks</c>, <c>inputs</c> (role, summary, optional), <c>named_inputs</c> and <c>named_ports</c> (null where all are declared), <c>ports</c>
/// (name, summary), <c>options</c> (name, type, default, range, required, unit, allowed, shorthand, summary, options inside it) and <c>examples</c>.
/// </summary>
internal static class OperatorJson
{
    public static JsonObject Of(IReadOnlyList<OperatorDescription> operators) => new() { ["operators"] = new JsonArray([.. operators.Select(Operator)]) };

    private static JsonObject Operator(OperatorDescription op) => new()
    {
        ["name"] = op.Name,
        ["kind"] = OperatorText.Kind(op),
        ["summary"] = XmlDocs.Of(op.Type.Assembly).Summary(op.Type),
        ["remarks"] = XmlDocs.Of(op.Type.Assembly).Remarks(op.Type),
        ["inputs"] = new JsonArray([.. op.Inputs.Select(i => new JsonObject { ["role"] = i.Role, ["summary"] = i.Summary, ["optional"] = i.Optional })]),
        ["named_inputs"] = op.NamedInputs is { } inputs ? new JsonObject { ["summary"] = inputs.Summary, ["least"] = inputs.Least, ["most"] = inputs.Most } : null,
        ["named_ports"] = op.NamedPorts is { } named ? new JsonObject { ["option"] = named.Option, ["summary"] = named.Summary } : null,
        ["ports"] = new JsonArray([.. op.Ports.Select(p => new JsonObject { ["name"] = p.Name, ["summary"] = p.Summary })]),
        ["options"] = Options(OptionsDescription.Of(op.OptionsType)),
        ["examples"] = new JsonArray([.. op.Examples.Select(e => JsonValue.Create(e))]),
    };

    private static JsonArray Options(IReadOnlyList<OptionDescription> options) => new([.. options.Select(option => new JsonObject
    {
        ["name"] = option.Name,
        ["type"] = option.TypeText,
        ["default"] = option.DefaultText,
        ["range"] = option.RangeText,
        ["required"] = option.Required,
        ["unit"] = option.Unit,
        ["allowed"] = option.Allowed is { } allowed ? new JsonArray([.. allowed.Select(a => JsonValue.Create(a))]) : null,
        ["shorthand"] = option.Shorthand,
        ["summary"] = option.Summary,
        ["options"] = option.Nested is { } nested ? Options(nested) : null,
    })]);
}
