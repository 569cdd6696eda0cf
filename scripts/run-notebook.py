"""Runs a notebook in a folder. What it prints must be what it holds; --write puts what it printed and drew into it.

usage: run-notebook.py NOTEBOOK FOLDER [--write]   (Debian: python3-nbclient python3-ipykernel)
"""
import sys

import nbformat
from nbclient import NotebookClient

path, folder = sys.argv[1:3]
notebook = nbformat.read(path, as_version=4)


def printed(cells):
    return [
        "".join(output.text for output in cell.outputs if output.output_type == "stream")
        for cell in cells
        if cell.cell_type == "code"
    ]


def pictures(cells):
    outputs = [output for cell in cells if cell.cell_type == "code" for output in cell.outputs]
    return sum("image/png" in output.get("data", {}) for output in outputs)


held = printed(notebook.cells), pictures(notebook.cells)
NotebookClient(
    notebook, timeout=300, kernel_name="python3", record_timing=False, resources={"metadata": {"path": folder}}
).execute()
found = printed(notebook.cells), pictures(notebook.cells)
if "--write" in sys.argv:
    notebook.metadata = {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}}
    nbformat.write(notebook, path)
elif found != held:
    sys.exit(f"{path} holds\n{held}\nbut prints and draws\n{found}")
print(f"notebook: {len(found[0])} cells, {found[1]} figures, {sum(map(len, found[0]))} characters printed")
