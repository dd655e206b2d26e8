using System.Linq.Expressions;

namespace StreamEngine.Expressions;

/// <summary>Compiled value of a node: the value and, where they can be, the conditions under which it is null or failed. When null or failed, the value is anything; when failed, so is null.</summary>
internal readonly record struct Cell(Expression Value, Expression? Null, Expression? Fail);
