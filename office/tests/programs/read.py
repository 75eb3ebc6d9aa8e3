"""Reads a file of an office program with a library of its own, and prints what it found as JSON."""

import json
import sys

import docx
import openpyxl


def document(path):
    read = docx.Document(path)
    return {
        "title": read.core_properties.title,
        "language": read.core_properties.language,
        "headings": [
            [paragraph.style.name, paragraph.text]
            for paragraph in read.paragraphs
            if paragraph.style.name.startswith("Heading")
        ],
        "tables": [[[cell.text for cell in row.cells] for row in table.rows] for table in read.tables],
        "heads": [
            sum(bool(row._tr.xpath("w:trPr/w:tblHeader")) for row in table.rows)
            for table in read.tables
        ],
        "links": [[link.text, link.address] for paragraph in read.paragraphs for link in paragraph.hyperlinks],
        "page": [round(read.sections[0].page_width.mm), round(read.sections[0].page_height.mm)],
    }


def sheet(read):
    return {
        "name": read.title,
        "state": read.sheet_state,
        "frozen": read.freeze_panes,
        "filter": read.auto_filter.ref,
        "charts": [type(chart).__name__ for chart in read._charts],
        "links": [cell.coordinate for row in read.iter_rows() for cell in row if cell.hyperlink],
        "cells": {
            cell.coordinate: [cell.data_type, str(cell.value), cell.number_format]
            for row in read.iter_rows()
            for cell in row
            if cell.value is not None
        },
    }


def workbook(path):
    read = openpyxl.load_workbook(path)
    return {
        "title": read.properties.title,
        "language": read.custom_doc_props["Language"].value,
        "names": list(read.defined_names),
        "outside": [link.file_link.Target for link in read._external_links],
        "sheets": [sheet(one) for one in read.worksheets],
    }


path = sys.argv[1]
print(json.dumps(document(path) if path.endswith(".docx") else workbook(path)))
