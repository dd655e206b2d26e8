using System.Reflection;

namespace StreamEngine.Config;

/// <summary>The registry of error codes: every class marked <see cref="ErrorFamilyAttribute"/> in this assembly and in the loaded ones that use it.</summary>
public static class ErrorCodes
{
    private static readonly Lock Gate = new();
    private static readonly SortedDictionary<string, ErrorCode> Codes = new(StringComparer.Ordinal);
    private static readonly HashSet<Assembly> Scanned = [];

    /// <summary>All registered codes in order.</summary>
    public static IReadOnlyList<ErrorCode> All
    {
        get
        {
            lock (Gate)
            {
                Scan();
                return [.. Codes.Values];
            }
        }
    }

    /// <summary>What is known about a code; null when it is not registered.</summary>
    public static ErrorCode? Find(string code)
    {
        lock (Gate)
        {
            if (!Codes.TryGetValue(code, out var found))
            {
                Scan();
                Codes.TryGetValue(code, out found);
            }

            return found;
        }
    }

    private static void Scan()
    {
        var engine = typeof(ErrorCodes).Assembly;
        foreach (var assembly in AppDomain.CurrentDomain.GetAssemblies())
        {
            var uses = assembly == engine || Array.Exists(assembly.GetReferencedAssemblies(), name => name.Name == engine.GetName().Name);
            if (!assembly.IsDynamic && uses && Scanned.Add(assembly))
            {
                foreach (var family in assembly.GetTypes().Where(type => type.IsDefined(typeof(ErrorFamilyAttribute), inherit: false)))
                {
                    Register(family);
                }
            }
        }
    }

    private static void Register(Type family)
    {
        foreach (var field in family.GetFields(BindingFlags.Public | BindingFlags.Static))
        {
            if (field.GetValue(null) is ErrorCode code && !Codes.TryAdd(code.Code, code))
            {
                throw new InvalidOperationException($"This is a bug in the engine: code {code.Code} is registered twice ({family.FullName}.{field.Name}).");
            }
        }
    }
}
