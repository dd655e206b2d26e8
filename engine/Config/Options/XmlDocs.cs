using System.Collections.Concurrent;
using System.Reflection;
using System.Text;
using System.Xml;
using System.Xml.Linq;

namespace StreamEngine.Config;

/// <summary>The doc comments of an assembly, from the XML file that the compiler writes beside it; empty texts where there is none.</summary>
public sealed class XmlDocs
{
    private static readonly ConcurrentDictionary<Assembly, XmlDocs> Known = new();

    private readonly Dictionary<string, XElement> _members = new(StringComparer.Ordinal);

    private XmlDocs(string path)
    {
        if (!File.Exists(path))
        {
            return;
        }

        using var reader = XmlReader.Create(path, new XmlReaderSettings { DtdProcessing = DtdProcessing.Prohibit });
        foreach (var member in XDocument.Load(reader, LoadOptions.PreserveWhitespace).Descendants("member"))
        {
            _members[member.Attribute("name")?.Value ?? ""] = member;
        }
    }

    /// <summary>The doc comments of an assembly; read once.</summary>
    public static XmlDocs Of(Assembly assembly) => Known.GetOrAdd(assembly, found => new XmlDocs(Path.ChangeExtension(found.Location, ".xml")));

    /// <summary>The summary of a type.</summary>
    public string Summary(Type type) => Text("T:" + NameOf(type), "summary");

    /// <summary>The remarks of a type.</summary>
    public string Remarks(Type type) => Text("T:" + NameOf(type), "remarks");

    /// <summary>The summary of a property or field; for a positional property the <c>param</c> text of its record.</summary>
    public string Summary(MemberInfo member)
    {
        var owner = NameOf(member.DeclaringType!);
        var own = Text((member is PropertyInfo ? "P:" : "F:") + owner + "." + member.Name, "summary");
        return own.Length > 0 || !_members.TryGetValue("T:" + owner, out var type)
            ? own
            : type.Elements("param").FirstOrDefault(param => param.Attribute("name")?.Value == member.Name) is { } found ? Render(found) : "";
    }

    /// <summary>A doc comment as plain text: paragraphs apart by an empty line, code between back quotes or indented by four.</summary>
    public static string Render(XElement comment)
    {
        var text = new StringBuilder();
        Append(text, comment);
        var lines = text.ToString().Split('\n').Select(line => line.TrimEnd());
        var rendered = new StringBuilder();
        var empty = true;
        foreach (var line in lines)
        {
            if (line.Length > 0 || !empty)
            {
                rendered.Append(line).Append('\n');
            }

            empty = line.Length == 0;
        }

        return rendered.ToString().Trim('\n');
    }

    private string Text(string member, string part) => _members.TryGetValue(member, out var found) && found.Element(part) is { } element ? Render(element) : "";

    private static string NameOf(Type type) => (type.FullName ?? type.Name).Replace('+', '.');

    private static void Append(StringBuilder text, XElement element)
    {
        foreach (var node in element.Nodes())
        {
            switch (node)
            {
                case XText words:
                    AppendWords(text, words.Value);
                    break;
                case XElement { Name.LocalName: "code" } code:
                    AppendCode(text, code.Value);
                    break;
                case XElement { Name.LocalName: "para" } para:
                    text.Append("\n\n");
                    Append(text, para);
                    text.Append("\n\n");
                    break;
                case XElement { Name.LocalName: "c" } c:
                    text.Append('`').Append(c.Value).Append('`');
                    break;
                case XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference:
                    text.Append(Target(reference));
                    break;
                case XElement other:
                    Append(text, other);
                    break;
            }
        }
    }

    private static void AppendWords(StringBuilder text, string words)
    {
        var atStart = text.Length == 0 || text[^1] is '\n' or ' ';
        foreach (var c in words)
        {
            if (!char.IsWhiteSpace(c))
            {
                text.Append(c);
                atStart = false;
            }
            else if (!atStart)
            {
                text.Append(' ');
                atStart = true;
            }
        }
    }

    private static void AppendCode(StringBuilder text, string code)
    {
        text.Append("\n\n");
        foreach (var line in code.Trim('\r', '\n').Split('\n'))
        {
            text.Append("    ").Append(line.Trim()).Append('\n');
        }

        text.Append('\n');
    }

    private static string Target(XElement reference)
    {
        var name = reference.Attribute("cref")?.Value ?? reference.Attribute("name")?.Value ?? reference.Attribute("langword")?.Value ?? reference.Attribute("href")?.Value ?? "";
        if (reference.Value.Length > 0)
        {
            return reference.Value;
        }

        var isMember = name.Length > 2 && name[1] == ':';
        return isMember ? name[(name.Split('(')[0].LastIndexOf('.') + 1)..].Split('(')[0].Split('`')[0] : name;
    }
}
