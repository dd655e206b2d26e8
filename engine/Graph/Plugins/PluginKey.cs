using StreamEngine.Config;

namespace StreamEngine.Graph;

/// <summary>The key <c>plugins</c> at the top of a pipeline file: paths of assemblies, relative to the file.</summary>
internal static class PluginKey
{
    /// <summary>The name of the key.</summary>
    public const string Name = "plugins";

    /// <summary>The operators with those of the plug-ins a file names; null, and problems at the entries, when one is refused. What the file says else is then not read: its verbs would be unknown.</summary>
    public static OperatorRegistry? Read(YamlMap top, OperatorRegistry registry, Func<string, Plugin> load, Problems problems)
    {
        if (!top.TryGet(Name, out var entry) || entry.Value.IsBroken)
        {
            return registry;
        }

        OperatorRegistry? with = registry;
        IReadOnlyList<YamlNode> items = entry.Value is YamlList list ? list.Items : [entry.Value];
        foreach (var item in items)
        {
            if (item is not YamlScalar { IsNull: false, Value.Length: > 0 } path)
            {
                problems.Add(GraphCodes.WrongShape, item.Span, null, $"'{Name}' is a list of paths, this is {(item.IsNull ? "nothing" : item.Shown)}", $"write {Name}: [desk.dll]");
                with = null;
                continue;
            }

            try
            {
                var folder = Path.GetDirectoryName(top.Span.File) ?? "";
                with = with?.With(load(Path.Combine(folder, path.Value)));
            }
            catch (PluginRefusedException refused)
            {
                problems.Add(refused.Code, path.Span, null, refused.Reason, refused.Help);
                with = null;
            }
        }

        return with;
    }
}
