using System.Text;

namespace StreamEngine.State;

/// <summary>Writes the state of one node as named values (DESIGN § 5). What can be written: numbers, bool, text, enums, nullables, arrays, lists, dictionaries, and classes, records and structs of those, by field.</summary>
public sealed class StateWriter(Stream output)
{
    private readonly BinaryWriter _writer = new(output, Encoding.UTF8, leaveOpen: true);

    /// <summary>Writes a value under a name.</summary>
    public void Write<T>(string name, T value) => Write(name, typeof(T), value);

    /// <summary>Writes a value of a type under a name.</summary>
    public void Write(string name, Type type, object? value)
    {
        _writer.Write(name);
        StateCodec.Write(_writer, type, value);
        _writer.Flush();
    }
}
